// The company the workbook works on, and the others the person may open.
import {
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useAddin, useSnapshot } from './AddinContext.tsx';

const useStyles = makeStyles({
  button: {
    minWidth: 0,
    justifyContent: 'flex-start',
    paddingInline: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
  },
  only: {
    ...typographyStyles.caption1Strong,
    paddingInline: tokens.spacingHorizontalXS,
    lineHeight: tokens.lineHeightBase300,
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  popover: { maxHeight: '60vh', overflowY: 'auto' },
});

export function CompanySwitcher() {
  const styles = useStyles();
  const { actions } = useAddin();
  const { company, session } = useSnapshot();
  const companies = session.kind === 'signed-in' ? session.companies : [];
  if (!company) return null;
  if (companies.length < 2) {
    return (
      <span className={`${styles.only} ${styles.name}`} title={company.name}>
        {company.name}
      </span>
    );
  }
  return (
    <Menu
      checkedValues={{ company: [company.code] }}
      onCheckedValueChange={(_, data) => {
        const code = data.checkedItems[0];
        if (code && code !== company.code) void actions.chooseCompany(code);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          size="small"
          className={styles.button}
          title={company.name}
          aria-label={`Empresa: ${company.name}`}
        >
          <span className={styles.name}>{company.name}</span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          {companies.map(({ code, name, currency }) => (
            <MenuItemRadio key={code} name="company" value={code} secondaryContent={currency}>
              {name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
