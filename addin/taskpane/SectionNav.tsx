// The sections of the pane, in the order of the work. Places to go, hence a navigation and not tabs.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Company } from '../../shared/contract/companies.ts';
import { capitalize, voucherWords } from './writing.ts';

export const sections = ['home', 'vouchers', 'balances', 'closing', 'settings'] as const;
export type Section = (typeof sections)[number];

/** Vouchers are called as the country does. */
export function sectionName(section: Section, company: Company): string {
  const names: Record<Section, string> = {
    home: 'Inicio',
    vouchers: capitalize(voucherWords(company)),
    balances: 'Saldos',
    closing: 'Cierre',
    settings: 'Ajustes',
  };
  return names[section];
}

const useStyles = makeStyles({
  nav: {
    display: 'flex',
    flexWrap: 'wrap',
    paddingInline: tokens.spacingHorizontalXS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  section: {
    minWidth: 0,
    // Five sections in one row at 320 px, also where vouchers are «Comprobantes».
    paddingInline: tokens.spacingHorizontalSNudge,
    paddingBlock: tokens.spacingVerticalSNudge,
    fontWeight: tokens.fontWeightRegular,
    borderRadius: tokens.borderRadiusMedium,
    position: 'relative',
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    '::after': {
      content: '""',
      position: 'absolute',
      insetInline: tokens.spacingHorizontalSNudge,
      bottom: 0,
      height: tokens.strokeWidthThicker,
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
  },
});

interface SectionNavProps {
  company: Company;
  section: Section;
  onSection: (section: Section) => void;
}

export function SectionNav({ company, section, onSection }: SectionNavProps) {
  const styles = useStyles();
  return (
    <nav className={styles.nav} aria-label="Secciones">
      {sections.map((name) => (
        <Button
          key={name}
          appearance="subtle"
          size="small"
          className={mergeClasses(styles.section, name === section && styles.current)}
          {...(name === section && { 'aria-current': 'page' as const })}
          onClick={() => onSection(name)}
        >
          {sectionName(name, company)}
        </Button>
      ))}
    </nav>
  );
}
