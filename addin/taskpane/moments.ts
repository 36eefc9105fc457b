// When things happened, as people say it: the hour if it was today, the day otherwise. Instants are
// shown in the zone of the person's computer.
const hourFormat = new Intl.DateTimeFormat('es', { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('es', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

/** «10:32» today; «04/04/2025 10:32» on any other day. Reads instants (ISO text or `Date`). */
export function sayMoment(instant: string | Date, now: Date): string {
  const moment = new Date(instant);
  const hour = hourFormat.format(moment);
  return isSameDay(moment, now) ? hour : `${dayFormat.format(moment)} ${hour}`;
}

/** «a las 10:32» today; «el 04/04/2025 a las 10:32» on any other day. */
export function sayMomentInSentence(instant: string | Date, now: Date): string {
  const moment = new Date(instant);
  const hour = `a las ${hourFormat.format(moment)}`;
  return isSameDay(moment, now) ? hour : `el ${dayFormat.format(moment)} ${hour}`;
}

function isSameDay(left: Date, right: Date): boolean {
  return left.toDateString() === right.toDateString();
}
