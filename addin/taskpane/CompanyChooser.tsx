// Shown once per workbook when there is more than one company to choose from; the workbook remembers.
import { Button, SearchBox, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { AccessibleCompany } from '../../shared/contract/sessions.ts';
import { useAddin, useSnapshot } from './AddinContext.tsx';
import { refusalsOf } from './actionRefusals.ts';
import { RefusalMessage, type Refusal } from './RefusalMessage.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  title: { outline: 'none' },
  item: {
    width: '100%',
    justifyContent: 'flex-start',
    textAlign: 'left',
    paddingBlock: tokens.spacingVerticalS,
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  search: { maxWidth: '100%' },
});

const searchIsUsefulFrom = 8;

export function CompanyChooser({ companies }: { companies: readonly AccessibleCompany[] }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions } = useAddin();
  const { busy } = useSnapshot();
  const [search, setSearch] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever has just signed in goes on from here by keyboard.
  useEffect(() => heading.current?.focus(), []);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);

  const choose = async (code: string) => {
    setRefusals([]);
    setRefusals(refusalsOf(await actions.chooseCompany(code)));
  };

  if (companies.length === 0) {
    return (
      <main className={layout.screen}>
        <h1 className={layout.heading}>Todavía no tiene empresas</h1>
        <p className={layout.text}>
          Su usuario no tiene acceso a ninguna empresa. Pida al administrador que se lo dé y pulse
          «Comprobar de nuevo».
        </p>
        <Button onClick={() => void actions.refresh()}>Comprobar de nuevo</Button>
      </main>
    );
  }
  const wanted = search.trim().toLocaleLowerCase('es');
  return (
    <main className={layout.screen}>
      <div>
        <h1 ref={heading} tabIndex={-1} className={`${layout.heading} ${styles.title}`}>
          Elija la empresa de este archivo
        </h1>
        <p className={layout.secondary}>
          El archivo la recuerda; después puede cambiarla en la barra de arriba.
        </p>
      </div>
      {companies.length >= searchIsUsefulFrom && (
        <SearchBox
          className={styles.search}
          placeholder="Buscar empresa"
          aria-label="Buscar empresa"
          value={search}
          onChange={(_, data) => setSearch(data.value)}
        />
      )}
      {refusals.length > 0 && <RefusalMessage refusals={refusals} />}
      <ul className={layout.list}>
        {companies
          .filter((c) => `${c.name} ${c.code}`.toLocaleLowerCase('es').includes(wanted))
          .map(({ code, name, currency }) => (
            <li key={code}>
              <Button
                appearance="subtle"
                className={styles.item}
                disabledFocusable={busy !== null}
                onClick={() => void choose(code)}
              >
                <span className={styles.words}>
                  <span className={layout.breakable}>{name}</span>
                  <span className={layout.secondary}>
                    {code} · {currency}
                  </span>
                </span>
              </Button>
            </li>
          ))}
      </ul>
      {busy && <p className={layout.secondary}>{busy.words}</p>}
    </main>
  );
}
