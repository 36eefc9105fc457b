// The company and the person, each with its menu: read apart, since menus bring much that Inicio does
// not need to answer.
import { makeStyles, tokens } from '@fluentui/react-components';
import { CompanySwitcher } from './CompanySwitcher.tsx';
import { UserMenu } from './UserMenu.tsx';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
});

export function TopBarMenus() {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <CompanySwitcher />
      <UserMenu />
    </div>
  );
}
