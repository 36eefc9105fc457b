// The day that «hoy» stands for: the local day of the person's computer, as HOY() does.
import { localDateOfInstant, type LocalDate } from '../../shared/localDate.ts';

export type DayClock = () => LocalDate;

export const sameDayClock: DayClock = () => localDateOfInstant(new Date());
