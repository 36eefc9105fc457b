// The accounts that a sheet uses and the chart lacks, before they are created: each with its name and the
// account it will hang from, from which it takes kind and requirements.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { SheetReference } from '../commands/commandOutcome.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { FigureTable } from './FigureTable.tsx';
import { RefusalMessage } from './RefusalMessage.tsx';
import { useFigureTableStyles } from './useFigureTableStyles.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { useLedgerQuery } from './useLedgerQuery.ts';
import { sayCount } from './writing.ts';

const shownAtOnce = 50;

const useStyles = makeStyles({
  name: { display: 'block' },
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
});

interface AccountsFormProps {
  sheet: SheetReference;
  onClose: () => void;
}

export function AccountsForm({ sheet, onClose }: AccountsFormProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const table = useFigureTableStyles();
  const { commands, queries } = useAddin();
  const { busy, company } = useSnapshot();
  const heading = useRef<HTMLHeadingElement>(null);
  const [limit, setLimit] = useState(shownAtOnce);
  const { value, isReading, refusals } = useLedgerQuery(
    () => queries.proposeAccounts(sheet),
    sheet.id,
    null,
  );
  useEffect(() => heading.current?.focus(), []);
  const creatable = value?.filter(({ parent }) => parent !== null) ?? [];
  const orphans = value?.filter(({ parent }) => parent === null) ?? [];
  const many = sayCount(creatable.length, 'cuenta', 'cuentas', company ?? undefined);
  const create = async () => {
    await commands.crearCuentas(sheet, creatable);
    onClose();
  };
  return (
    <div className={styles.form} role="group" aria-label="Crear cuentas">
      <h3 ref={heading} tabIndex={-1} className={layout.heading}>
        {value ? `Crear ${many}` : 'Crear las cuentas de la hoja'}
      </h3>
      {isReading && !value && <p className={layout.secondary}>Leyendo la hoja y el plan…</p>}
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
      {creatable.length > 0 && (
        <>
          <p className={layout.secondary}>
            {creatable.length === 1
              ? 'Toma la clase y lo que exige'
              : 'Toman la clase y lo que exigen'}{' '}
            (tercero, centro) de la cuenta superior; sin nombre en la hoja, también el nombre.
          </p>
          <FigureTable label="Cuentas que se crearán">
            <thead>
              <tr>
                <th className={mergeClasses(table.heading, table.words)}>Cuenta</th>
                <th className={mergeClasses(table.heading, table.words)}>Debajo de</th>
              </tr>
            </thead>
            <tbody>
              {creatable.slice(0, limit).map(({ code, name, parent }) => (
                <tr key={code}>
                  <th scope="row" className={table.cell}>
                    <span className={table.strong}>{code}</span>
                    {name && <span className={styles.name}>{name}</span>}
                  </th>
                  <td className={table.cell}>{parent}</td>
                </tr>
              ))}
            </tbody>
          </FigureTable>
          {creatable.length > limit && (
            <Button size="small" onClick={() => setLimit(limit * 4)}>
              Ver más ({sayCount(creatable.length - limit, 'queda', 'quedan', company ?? undefined)}
              )
            </Button>
          )}
        </>
      )}
      {orphans.length > 0 && (
        <p className={layout.text}>
          {orphans.map(({ code }) => code).join(', ')}: no hay en el plan ninguna cuenta superior de
          la que{' '}
          {orphans.length === 1
            ? 'colgarla. Corrija ese código'
            : 'colgarlas. Corrija esos códigos'}{' '}
          en la hoja.
        </p>
      )}
      {value?.length === 0 && (
        <p className={layout.text}>Todas las cuentas de la hoja están ya en el plan.</p>
      )}
      <div className={layout.actions}>
        {creatable.length > 0 && (
          <Button
            appearance="primary"
            size="small"
            disabledFocusable={busy !== null}
            onClick={() => void create()}
          >
            Crear {many}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          Dejarlo como está
        </Button>
      </div>
    </div>
  );
}
