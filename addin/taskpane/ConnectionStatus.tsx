// The connection, always in words: icon and colour only repeat what the sentence says.
import {
  Link,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { useAddin, useNow, useSnapshot } from './AddinContext.tsx';
import { describeConnection, type ConnectionTone } from './connectionSentence.ts';
import { useLayoutStyles } from './useLayoutStyles.ts';

const useStyles = makeStyles({
  status: {
    // The link beside the sentence takes its size.
    ...typographyStyles.caption1,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
  },
  icon: { flexShrink: 0, fontSize: tokens.fontSizeBase400, display: 'inline-flex' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  waiting: { color: tokens.colorNeutralForeground2 },
  stale: { color: tokens.colorStatusWarningForeground1 },
});

const icons: Record<ConnectionTone, typeof ArrowSyncRegular> = {
  good: CheckmarkCircleFilled,
  waiting: ArrowSyncRegular,
  stale: PlugDisconnectedRegular,
};

export function ConnectionStatus() {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const { actions } = useAddin();
  const snapshot = useSnapshot();
  const { tone, sentence } = describeConnection(snapshot, useNow());
  const Icon = icons[tone];
  return (
    <div className={styles.status}>
      <span className={mergeClasses(styles.icon, styles[tone])}>
        <Icon aria-hidden />
      </span>
      <span role="status" className={layout.secondary}>
        {sentence}
      </span>
      {snapshot.connection.state === 'offline' && (
        <Link as="button" onClick={() => void actions.refresh()} inline className={layout.link}>
          Reintentar
        </Link>
      )}
    </div>
  );
}
