// The pane at work on a company: bar on top, what is happening, and one section at a time.
import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Company } from '../../shared/contract/companies.ts';
import { Activity } from './Activity.tsx';
import { useSnapshot } from './AddinContext.tsx';
import { HomeSection } from './HomeSection.tsx';
import { lazyPart } from './LazyPart.tsx';
import { NavigationProvider, type Navigate } from './NavigationContext.tsx';
import { SectionNav, sectionName, type Section } from './SectionNav.tsx';
import { SessionExpiredNotice } from './SessionExpiredNotice.tsx';
import { TopBar } from './TopBar.tsx';
import { useLayoutStyles } from './useLayoutStyles.ts';
import type { PaneTheme } from './usePaneTheme.ts';
import { everyVoucher, type VoucherFilter } from './voucherFilters.ts';

// Fetched in the browser's idle time, so that a section opens at once and without the server too.
const VouchersSection = lazyPart(
  'Abriendo la lista…',
  async () => (await import(/* webpackPrefetch: true */ './VouchersSection.tsx')).VouchersSection,
);
const BalancesSection = lazyPart(
  'Abriendo los saldos…',
  async () => (await import(/* webpackPrefetch: true */ './BalancesSection.tsx')).BalancesSection,
);
const ClosingSection = lazyPart(
  'Abriendo el cierre…',
  async () => (await import(/* webpackPrefetch: true */ './ClosingSection.tsx')).ClosingSection,
);
const SettingsSection = lazyPart(
  'Abriendo los ajustes…',
  async () => (await import(/* webpackPrefetch: true */ './SettingsSection.tsx')).SettingsSection,
);

const tallEnough = '@media (min-height: 480px)';

const useStyles = makeStyles({
  /** The bar stays in sight and the work scrolls below it, unless zoom leaves too little height. */
  frame: {
    [tallEnough]: { height: '100vh', display: 'flex', flexDirection: 'column' },
  },
  work: { [tallEnough]: { flexGrow: 1, minHeight: 0, overflowY: 'auto' }, outline: 'none' },
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
  const [openVoucherId, setOpenVoucherId] = useState<string | null>(null);
  const work = useRef<HTMLElement>(null);
  // Whoever has just signed in or chosen a company goes on from here by keyboard.
  const { session } = useSnapshot();
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) {
      work.current?.focus({ preventScroll: true });
    }
  }, [session.kind]);
  const show: Navigate = (next, voucherId) => {
    setSection(next);
    setOpenVoucherId(voucherId ?? null);
    work.current?.scrollTo(0, 0);
    // The button that was pressed may be gone with its section.
    if (voucherId === undefined) work.current?.focus({ preventScroll: true });
  };
  /** From the navigation itself, which keeps the focus. */
  const setSectionByName = (next: Section) => {
    setSection(next);
    setOpenVoucherId(null);
    work.current?.scrollTo(0, 0);
  };
  const showDrafts = () => {
    setVoucherFilter({ ...everyVoucher, state: 'draft' });
    show('vouchers');
  };
  return (
    <NavigationProvider value={show}>
      <div className={styles.frame}>
        <TopBar />
        <SectionNav company={company} section={section} onSection={setSectionByName} />
        <main ref={work} className={styles.work} tabIndex={-1}>
          <SessionExpiredNotice />
          <h1 className={layout.onlyHeard}>{sectionName(section, company)}</h1>
          <Activity isHome={section === 'home'} onGoHome={() => show('home')} />
          {section === 'home' && <HomeSection onShowDrafts={showDrafts} />}
          {section === 'vouchers' && (
            <VouchersSection
              key={openVoucherId}
              company={company}
              filter={voucherFilter}
              onFilter={setVoucherFilter}
              openedFirst={openVoucherId}
            />
          )}
          {section === 'balances' && <BalancesSection company={company} />}
          {section === 'closing' && <ClosingSection company={company} onShowDrafts={showDrafts} />}
          {section === 'settings' && (
            <SettingsSection themeChoice={paneTheme.choice} onThemeChoice={paneTheme.setChoice} />
          )}
        </main>
      </div>
    </NavigationProvider>
  );
}
