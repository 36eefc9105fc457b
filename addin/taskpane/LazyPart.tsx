// Parts of the pane that come from the server when they are opened: Inicio and the functions do not
// wait for them. A part that cannot be read says so and is asked for again.
import { Button } from '@fluentui/react-components';
import {
  createContext,
  lazy,
  startTransition,
  Suspense,
  useContext,
  useState,
  type ComponentType,
  type LazyExoticComponent,
} from 'react';
import { reportFault } from '../state/reportFault.ts';
import { RefusalMessage, type Refusal } from './RefusalMessage.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';

const RetryContext = createContext<() => void>(() => undefined);

const unread: Refusal = {
  message: 'No se ha podido leer del servidor esta parte del panel.',
  remedy:
    'Compruebe la conexión y pulse «Reintentar»; si sigue igual, cierre el panel y vuelva a abrirlo. Sus hojas no han cambiado.',
  isPassing: true,
};

type LazyPartType<Props extends object> = LazyExoticComponent<ComponentType<Props>>;

/** @param words what is said while the part comes: «Abriendo el cierre…» */
export function lazyPart<Props extends object>(
  words: string,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const ask = (): LazyPartType<Props> =>
    lazy<ComponentType<Props>>(async () => {
      try {
        return { default: await load() };
      } catch (error) {
        reportFault(error);
        // React keeps what a lazy component came to, so whoever opens the part next needs another.
        current = ask();
        return { default: UnreadPart };
      }
    });
  let current = ask();

  return function LazyPart(props: Props) {
    const layout = useLayoutStyles();
    const [Part, setPart] = useState<LazyPartType<Props>>(() => current);
    const retry = () => startTransition(() => setPart(() => current));
    return (
      <RetryContext value={retry}>
        <Suspense
          fallback={
            <p className={layout.secondary} role="status">
              {words}
            </p>
          }
        >
          <Part {...props} />
        </Suspense>
      </RetryContext>
    );
  };
}

function UnreadPart() {
  const layout = useLayoutStyles();
  const retry = useContext(RetryContext);
  return (
    <div className={layout.section}>
      <RefusalMessage refusals={[unread]} />
      <div className={layout.actions}>
        <Button
          size="small"
          onClick={(event) => {
            // The button goes with its message.
            event.currentTarget.closest('main')?.focus({ preventScroll: true });
            retry();
          }}
        >
          Reintentar
        </Button>
      </div>
    </div>
  );
}
