// The pane at work on a company: bar on top, what is happening, and one section at a time.
import { makeStyles } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Company } from '../../shared/contract/companies.ts';
import { Activity } from './Activity.tsx';
import { BalancesSection } from './BalancesSection.tsx';
import { HomeSection } from './HomeSection.tsx';
import { SectionNav, sectionNames, type Section } from './SectionNav.tsx';
import { SessionExpiredNotice } from './SessionExpiredNotice.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { TopBar } from './TopBar.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';
import type { PaneTheme } from './usePaneTheme.ts';
import { everyVoucher, type VoucherFilter } from './voucherFilters.ts';
import { VouchersSection } from './VouchersSection.tsx';

const tallEnough = '@media (min-height: 480px)';

const useStyles = makeStyles({
  /** The bar stays in sight and the work scrolls below it, unless zoom leaves too little height. */
  frame: {
    [tallEnough]: { height: '100vh', display: 'flex', flexDirection: 'column' },
  },
  work: { [tallEnough]: { flexGrow: 1, minHeight: 0, overflowY: 'auto' } },
});

interface WorkspaceProps {
  company: Company;
  paneTheme: PaneTheme;
}

export function Workspace({ company, paneTheme }: WorkspaceProps) {
  const styles = useStyles();
  const layout = useLayoutStyles();
  const [section, setSection] = useState<Section>('home');
  const [voucherFilter, setVoucherFilter] = useState<VoucherFilter>(everyVoucher);
  const work = useRef<HTMLElement>(null);
  const show = (next: Section) => {
    setSection(next);
    work.current?.scrollTo(0, 0);
  };
  const showDrafts = () => {
    setVoucherFilter({ ...everyVoucher, state: 'draft' });
    show('vouchers');
  };
  return (
    <div className={styles.frame}>
      <TopBar />
      <SectionNav section={section} onSection={show} />
      <main ref={work} className={styles.work}>
        <SessionExpiredNotice />
        <h1 className={layout.onlyHeard}>{sectionNames[section]}</h1>
        <Activity isHome={section === 'home'} onGoHome={() => show('home')} />
        {section === 'home' && <HomeSection onShowDrafts={showDrafts} />}
        {section === 'vouchers' && (
          <VouchersSection company={company} filter={voucherFilter} onFilter={setVoucherFilter} />
        )}
        {section === 'balances' && <BalancesSection company={company} />}
        {section === 'settings' && (
          <SettingsSection themeChoice={paneTheme.choice} onThemeChoice={paneTheme.setChoice} />
        )}
      </main>
    </div>
  );
}
