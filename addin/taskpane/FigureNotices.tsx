// What whoever wrote the formulas should know although their figures stand: one calm note, gone by itself.
import { MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { useSnapshot } from './AddinContext.tsx';

const useStyles = makeStyles({
  body: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  sentence: { display: 'block' },
});

export function FigureNotices() {
  const styles = useStyles();
  const { figureNotices } = useSnapshot();
  if (figureNotices.length === 0) return null;
  return (
    <section aria-label="Avisos de las fórmulas">
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody className={styles.body}>
          {figureNotices.map((sentence) => (
            <span key={sentence} className={styles.sentence}>
              {sentence}
            </span>
          ))}
        </MessageBarBody>
      </MessageBar>
    </section>
  );
}
