// Who is signed in, and the way out.
import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import { useAddin, useSnapshot } from './AddinContext.tsx';

const roleNames = {
  administrador: 'Administrador',
  contador: 'Contador',
  auditor: 'Auditor',
  consulta: 'Solo consulta',
} as const;

const useStyles = makeStyles({
  email: { overflowWrap: 'anywhere', height: 'auto' },
  // Fluent's Avatar would bring every badge and icon it can show, for two letters in a circle.
  initials: {
    ...typographyStyles.caption2Strong,
    flexShrink: 0,
    width: '24px',
    height: '24px',
    lineHeight: '24px',
    textAlign: 'center',
    borderRadius: tokens.borderRadiusCircular,
    color: tokens.colorNeutralForegroundStaticInverted,
    backgroundColor: tokens.colorBrandBackgroundStatic,
  },
});

/** Of the first and the last name. */
function initialsOf(name: string): string {
  const letters = name.split(/\s+/).map((word) => [...word][0] ?? '');
  return [letters[0], letters.length > 1 ? letters.at(-1) : ''].join('').toLocaleUpperCase('es');
}

export function UserMenu() {
  const styles = useStyles();
  const { actions } = useAddin();
  const { session, company } = useSnapshot();
  if (session.kind !== 'signed-in') return null;
  const { name, email } = session.user;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          shape="circular"
          icon={
            <span className={styles.initials} aria-hidden>
              {initialsOf(name.trim())}
            </span>
          }
          aria-label={`Usuario: ${name}`}
          title={name}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader className={styles.email}>
              {name}
              <br />
              {email}
              {company && (
                <>
                  <br />
                  {roleNames[company.role]}
                </>
              )}
            </MenuGroupHeader>
            <MenuDivider />
            <MenuItem icon={<SignOutRegular />} onClick={() => void actions.signOut()}>
              Cerrar sesión
            </MenuItem>
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
