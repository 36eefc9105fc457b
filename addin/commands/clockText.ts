// The hour of an instant as people say it, in the computer's own time.

export function formatClock(instant: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(instant.getHours())}:${pad(instant.getMinutes())}`;
}
