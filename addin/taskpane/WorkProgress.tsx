// Work under way: what is happening, how far it is, and a way to stop it when there is one.
import { Button, Field, ProgressBar, makeStyles, tokens } from '@fluentui/react-components';
import type { BusyState } from '../state/addinState.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';
import { sayCount } from './writing.ts';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'end', gap: tokens.spacingHorizontalM },
  field: { flexGrow: 1, minWidth: 0 },
});

export function WorkProgress({ busy }: { busy: BusyState }) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { words, progress, cancel } = busy;
  return (
    <div className={styles.row}>
      <span role="status" className={layout.onlyHeard}>
        {words}
      </span>
      <Field
        className={styles.field}
        validationState="none"
        validationMessage={
          progress
            ? `${sayCount(progress.done, '', '').trim()} de ${sayCount(progress.total, 'línea', 'líneas')}`
            : null
        }
        label={words}
      >
        <ProgressBar {...(progress && { value: progress.done, max: progress.total })} />
      </Field>
      {cancel && (
        <Button size="small" onClick={cancel}>
          Detener
        </Button>
      )}
    </div>
  );
}
