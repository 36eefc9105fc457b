// Who is signed in, and the way out.
import {
  Avatar,
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
} from '@fluentui/react-components';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import { useAddin, useSnapshot } from './AddinContext.tsx';

const roleNames = {
  administrador: 'Administrador',
  contador: 'Contador',
  auditor: 'Auditor',
  consulta: 'Solo consulta',
} as const;

const useStyles = makeStyles({ email: { overflowWrap: 'anywhere', height: 'auto' } });

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
          icon={<Avatar name={name} size={24} color="brand" aria-hidden />}
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
