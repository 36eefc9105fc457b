// The lock: until when the books are closed to changes, by whom, and the drafts that would stay inside,
// listed before it is set.
import { Button, Field, Input, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Company } from '../../shared/contract/companies.ts';
import type { VoucherSummary } from '../../shared/contract/vouchers.ts';
import { localDateOfInstant, type LocalDate } from '../../shared/localDate.ts';
import { mayDo } from '../../shared/permissions.ts';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import { draftsWithin, proposeLock, readDay } from './calendarForms.ts';
import { sayMoment } from './moments.ts';
import { RefusalMessage, type Refusal } from './RefusalMessage.tsx';
import { refusalOf } from './remedyCatalog.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { useLedgerQuery } from './useLedgerQuery.ts';
import { nameVoucher } from './VoucherTable.tsx';
import { sayCount, sayDay } from './writing.ts';

const useStyles = makeStyles({
  input: { minWidth: 0, '& input': { minWidth: 0 } },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
  start: { alignSelf: 'flex-start' },
});

interface PeriodLockProps {
  company: Company;
  onShowDrafts: () => void;
}

export function PeriodLock({ company, onShowDrafts }: PeriodLockProps) {
  const layout = useLayoutStyles();
  const { lock, role } = company;
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={layout.section} aria-label="Bloqueo">
      <h2 className={layout.heading}>Bloqueo</h2>
      <p className={layout.text}>
        {lock
          ? `Los libros están bloqueados hasta el ${sayDay(lock.lockedThrough)}.`
          : 'Ningún período está bloqueado.'}
      </p>
      {lock && (
        <p className={layout.secondary}>
          {lock.lockedBy}, {sayMoment(lock.lockedAt, now)}
        </p>
      )}
      {mayDo(role, 'lock') ? (
        isOpen ? (
          <LockForm company={company} onShowDrafts={onShowDrafts} onClose={() => setOpen(false)} />
        ) : (
          <div className={layout.actions}>
            <Button size="small" onClick={() => setOpen(true)}>
              {lock ? 'Cambiar el bloqueo…' : 'Bloquear hasta una fecha…'}
            </Button>
          </div>
        )
      ) : (
        <p className={layout.secondary}>{Object.values(refusalOf(role, 'lock')).join(' ')}</p>
      )}
    </section>
  );
}

function LockForm({ company, onShowDrafts, onClose }: PeriodLockProps & { onClose: () => void }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { operations, queries } = useAddin();
  const { busy } = useSnapshot();
  const today = localDateOfInstant(useNow());
  const [text, setText] = useState(() => proposeLock(today));
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const through = readDay(text, today, 'to');
  const drafts = useLedgerQuery(
    () => queries.listVouchers({ state: 'draft', limit: 500, ...(through && { to: through }) }),
    through ?? '',
    `${company.ledgerVersion} ${company.draftCount}`,
  );
  const inside =
    through && drafts.value ? draftsWithin(drafts.value.vouchers, company.lock, through) : [];
  const isEarlier = through !== null && through < (company.lock?.lockedThrough ?? '');
  const mayUnlock = mayDo(company.role, 'unlock');

  const set = async (day: LocalDate | null) => {
    const confirm = inside.length > 0 ? ['lock-leaves-drafts'] : [];
    const result = await operations.setLock(day, confirm);
    setRefusals(result.ok ? [] : refusalsOf(result));
    if (result.ok) onClose();
  };

  return (
    <div className={layout.section}>
      <Field
        label="Bloquear hasta el"
        hint="Un día, un mes (03/2025) o un año."
        {...(through === null && { validationMessage: 'Escriba 31/03/2025, 03/2025 o 2025.' })}
      >
        <Input
          className={styles.input}
          value={text}
          onChange={(_, data) => {
            setText(data.value);
            setRefusals([]);
          }}
        />
      </Field>
      {through && (
        <Consequences
          company={company}
          through={through}
          today={today}
          inside={inside}
          onShowDrafts={onShowDrafts}
        />
      )}
      {isEarlier && !mayUnlock && <RefusalMessage refusals={[refusalOf(company.role, 'unlock')]} />}
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
      <div className={layout.actions}>
        <Button
          appearance="primary"
          size="small"
          disabledFocusable={busy !== null || through === null || (isEarlier && !mayUnlock)}
          onClick={() => through && void set(through)}
        >
          {through ? `Bloquear hasta el ${sayDay(through)}` : 'Bloquear'}
        </Button>
        {company.lock && mayUnlock && (
          <Button size="small" disabledFocusable={busy !== null} onClick={() => void set(null)}>
            Levantar el bloqueo
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          Dejarlo como está
        </Button>
      </div>
    </div>
  );
}

interface ConsequencesProps {
  company: Company;
  through: LocalDate;
  today: LocalDate;
  inside: readonly VoucherSummary[];
  onShowDrafts: () => void;
}

const mostListed = 8;

function Consequences({ company, through, today, inside, onShowDrafts }: ConsequencesProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const isAhead = through >= today;
  const { numberStyle } = company;
  return (
    <>
      <ul className={styles.list}>
        <li>
          Hasta el {sayDay(through)} nadie podrá contabilizar, corregir, anular ni devolver a
          borrador.
        </li>
        {!mayDo(company.role, 'unlock') && (
          <li>Después, solo un administrador podrá levantarlo o adelantar su fecha.</li>
        )}
        {isAhead && <li>Esa fecha todavía no ha pasado: tampoco se podrá contabilizar hoy.</li>}
      </ul>
      {inside.length > 0 && (
        <div>
          <p className={layout.text}>
            Dentro {inside.length === 1 ? 'queda' : 'quedan'}{' '}
            {sayCount(inside.length, 'borrador', 'borradores', { numberStyle })}, que no podrán
            contabilizarse en su fecha:
          </p>
          <ul className={styles.list}>
            {inside.slice(0, mostListed).map((draft) => (
              <li key={draft.id}>
                {sayDay(draft.date)} · {nameVoucher(draft)}
                {draft.description && ` · ${draft.description}`}
                {draft.label !== null && ' (conserva su número: contabilícelo antes)'}
              </li>
            ))}
          </ul>
          <Link as="button" onClick={onShowDrafts}>
            Ver los borradores
          </Link>
        </div>
      )}
    </>
  );
}
