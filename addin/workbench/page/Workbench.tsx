// The page around the grid: notice, ribbon, task pane with its splitter, and the line at the foot that
// tells what Excel would show in small cards (errors of functions) and what crossed the bridge.
import { useCallback, useEffect, useRef, useState, type PointerEvent } from 'react';
import { formatCells } from '../grid/address.ts';
import { toSpanishError } from '../grid/spanishFormula.ts';
import { NewBookDialog } from './NewBookDialog.tsx';
import { installPaneFocus } from './paneFocus.ts';
import type { RibbonButton, RibbonGroup } from './manifestRibbon.ts';
import { Ribbon } from './Ribbon.tsx';
import { openSession, type WorkbenchSession } from './workbenchSession.ts';

const PANE_URL = '/addin/taskpane.html?host=workbench';
const PANE_WIDTH = { min: 320, initial: 360, max: 450 };
const FOOT_REFRESH_MS = 500;

type Theme = 'light' | 'dark';

function initialTheme(): Theme {
  const stored = localStorage.getItem('cuadre.workbench.theme');
  if (stored === 'light' || stored === 'dark') return stored;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function Workbench({ groups }: { groups: RibbonGroup[] }) {
  const gridElement = useRef<HTMLDivElement>(null);
  const [session, setSession] = useState<WorkbenchSession>();
  const [theme, setTheme] = useState<Theme>(initialTheme);
  const [isPaneShown, setPaneShown] = useState(true);
  const [paneWidth, setPaneWidth] = useState(PANE_WIDTH.initial);
  const [disabledIds, setDisabledIds] = useState<ReadonlySet<string>>(new Set());
  const [runningId, setRunningId] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [isDiscarding, setDiscarding] = useState(false);
  const paneFrame = useRef<HTMLIFrameElement>(null);
  const themeNow = useRef(theme);

  useEffect(() => {
    let opened: WorkbenchSession | undefined;
    void openSession(gridElement.current!, {
      setPaneShown,
      updateRibbon: (update) => setDisabledIds((ids) => applyRibbonUpdate(ids, update)),
      isDark: () => themeNow.current === 'dark',
    }).then((created) => {
      opened = created;
      setSession(created);
    });
    return () => opened?.close();
  }, []);

  useEffect(
    () => (session && paneFrame.current ? installPaneFocus(paneFrame.current) : undefined),
    [session],
  );

  useEffect(() => {
    themeNow.current = theme;
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem('cuadre.workbench.theme', theme);
    session?.setDark(theme === 'dark');
  }, [theme, session]);

  const press = useCallback(
    async (button: RibbonButton) => {
      setFailure(undefined);
      if (button.action.kind === 'taskpane') return setPaneShown(true);
      setRunningId(button.id);
      try {
        await session?.pane.runCommand(button.action.functionName);
      } catch (error) {
        setFailure(error instanceof Error ? error.message : String(error));
      } finally {
        setRunningId(undefined);
      }
    },
    [session],
  );

  return (
    <div className="workbench">
      <Notice
        theme={theme}
        isPaneShown={isPaneShown}
        onTheme={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        onPane={() => setPaneShown(!isPaneShown)}
        onNew={() => setDiscarding(true)}
      />
      {isDiscarding && (
        <NewBookDialog
          onDiscard={() => void session?.startAgain()}
          onCancel={() => setDiscarding(false)}
        />
      )}
      <Ribbon
        groups={groups}
        disabledIds={disabledIds}
        runningId={runningId}
        onPress={(button) => void press(button)}
      />
      {failure && (
        <p className="workbench-failure" role="alert">
          {failure}
        </p>
      )}
      <main className="workbench-body">
        <div ref={gridElement} className="workbench-grid" />
        <div className="workbench-side" hidden={!isPaneShown} style={{ width: paneWidth }}>
          <Splitter width={paneWidth} onWidth={setPaneWidth} />
          {session && (
            <iframe
              ref={paneFrame}
              className="workbench-pane"
              title="Panel de Cuadre"
              src={PANE_URL}
            />
          )}
        </div>
      </main>
      <Foot session={session} />
    </div>
  );
}

interface RibbonUpdate {
  tabs?: { groups?: { controls?: RibbonControl[] }[]; controls?: RibbonControl[] }[];
}

interface RibbonControl {
  id: string;
  enabled?: boolean;
}

function applyRibbonUpdate(ids: ReadonlySet<string>, update: unknown): ReadonlySet<string> {
  const next = new Set(ids);
  const tabs = (update as RibbonUpdate).tabs ?? [];
  const controls = tabs.flatMap((tab) => [
    ...(tab.controls ?? []),
    ...(tab.groups ?? []).flatMap((group) => group.controls ?? []),
  ]);
  for (const { id, enabled } of controls) {
    if (enabled === false) next.add(id);
    else if (enabled) next.delete(id);
  }
  return next;
}

interface NoticeProps {
  theme: Theme;
  isPaneShown: boolean;
  onTheme: () => void;
  onPane: () => void;
  onNew: () => void;
}

function Notice({ theme, isPaneShown, onTheme, onPane, onNew }: NoticeProps) {
  return (
    <header className="workbench-notice">
      <strong>Banco de pruebas de Cuadre: no es Excel</strong>
      <span className="workbench-actions">
        <button type="button" onClick={onNew}>
          Libro nuevo
        </button>
        <button type="button" aria-pressed={isPaneShown} onClick={onPane}>
          {isPaneShown ? 'Ocultar panel' : 'Mostrar panel'}
        </button>
        <button type="button" onClick={onTheme}>
          {theme === 'dark' ? 'Tema claro' : 'Tema oscuro'}
        </button>
      </span>
    </header>
  );
}

function Splitter({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const clamp = (value: number) => Math.min(PANE_WIDTH.max, Math.max(PANE_WIDTH.min, value));
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 1) onWidth(clamp(window.innerWidth - event.clientX));
  };
  return (
    <div
      className="workbench-splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label="Ancho del panel"
      aria-valuemin={PANE_WIDTH.min}
      aria-valuemax={PANE_WIDTH.max}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') onWidth(clamp(width + 10));
        if (event.key === 'ArrowRight') onWidth(clamp(width - 10));
      }}
    />
  );
}

function Foot({ session }: { session: WorkbenchSession | undefined }) {
  const [text, setText] = useState({ cell: '', traffic: '' });
  useEffect(() => {
    if (!session) return undefined;
    const refresh = () => setText(describeFoot(session));
    const stopListening = session.host.events.listen((event) => {
      if (event.kind === 'selectionChanged') refresh();
    });
    const timer = setInterval(refresh, FOOT_REFRESH_MS);
    return () => {
      stopListening();
      clearInterval(timer);
    };
  }, [session]);
  return (
    <footer className="workbench-foot">
      <span role="status">{text.cell}</span>
      <span title="Peticiones de Office.js y tamaño de lo que ha cruzado el puente">
        {text.traffic}
      </span>
    </footer>
  );
}

function describeFoot({ host }: WorkbenchSession): { cell: string; traffic: string } {
  const { sheetId, range } = host.grid.selection;
  const place = { sheetId, row: range.startRow, column: range.startColumn };
  const failure = host.functions.failureAt(place);
  const address = formatCells({ ...range, endRow: range.startRow, endColumn: range.startColumn });
  const { traffic } = host;
  const kilobytes = Math.ceil((traffic.bytesSent + traffic.bytesReceived) / 1024);
  return {
    cell: failure?.message
      ? `${address}: ${toSpanishError(failure.code)} · ${failure.message}`
      : '',
    traffic: [
      count(traffic.requests, 'petición', 'peticiones'),
      `${kilobytes.toLocaleString('es-ES')} kB`,
      count(traffic.invocations, 'función', 'funciones'),
    ].join(' · '),
  };
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('es-ES')} ${number === 1 ? one : many}`;
}
