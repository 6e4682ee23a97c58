import { Suspense, useCallback, useEffect, useState } from 'react';
import { AppShell } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../bridge/commands.ts';
import { applySession, useMay, useSession } from '../bridge/session.tsx';
import { focusBeforeTyping } from '../ui/focus-before-typing.ts';
import { flushDrafts } from '../ui/form/use-draft.tsx';
import { EmptyState, Loading } from '../ui/states.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import { Header } from './Header.tsx';
import { formatPlace, usePlace } from './navigation.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { pageTable } from './routes.tsx';
import { SectionJump } from './SectionJump.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { SideNavigation } from './SideNavigation.tsx';
import { useIdleLock } from './use-idle-lock.ts';
import { useLayout } from './use-layout.ts';

/** The frame of the signed-in window: header, side navigation, the open page. */
export function Shell() {
  const { t } = useTranslation('frame');
  const { compact } = useLayout();
  const [navigationOpen, setNavigationOpen] = useState(false);
  const [helping, setHelping] = useState(false);
  const help = useCallback(() => setHelping(true), []);
  const session = useSession();
  const place = usePlace();
  const client = useQueryClient();
  const lockCommand = useCommand('people.lock', { onDone: (value) => applySession(client, value) });
  const signOutCommand = useCommand('people.signOut', { onDone: (value) => applySession(client, value) });
  const runLock = lockCommand.run;
  const lock = useCallback(() => void flushDrafts().then(() => runLock({})), [runLock]);
  const signOut = () => void flushDrafts().then(() => signOutCommand.run({}));
  useEffect(focusBeforeTyping, []);
  useIdleLock(session.state === 'open', lock);

  const opened = place.page + (place.params.id ?? '') + (place.params.mode ?? '');
  useEffect(() => {
    setNavigationOpen(false);
    document.getElementById('content')?.scrollTo(0, 0);
  }, [opened]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'l') return;
      event.preventDefault();
      lock();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [lock]);

  return (
    <AppShell
      header={{ height: '3.5rem' }}
      // Breakpoint 0: the collapse follows the text size (useLayout), which media queries do not know.
      navbar={{
        width: '12.5rem',
        breakpoint: 0,
        collapsed: { mobile: compact && !navigationOpen, desktop: compact && !navigationOpen },
      }}
    >
      <AppShell.Header>
        <a href={formatPlace(place)} className="skip-link" onClick={(event) => skipToContent(event)}>
          {t('nav.skip')}
        </a>
        <Header
          compact={compact}
          navigationOpen={navigationOpen}
          onToggleNavigation={() => setNavigationOpen((open) => !open)}
          onLock={lock}
          onHelp={help}
          onSignOut={signOut}
        />
      </AppShell.Header>
      <AppShell.Navbar aria-label={t('nav.label')}>
        <SideNavigation place={place} />
      </AppShell.Navbar>
      <AppShell.Main
        id="content"
        tabIndex={-1}
        style={{ height: '100dvh', overflow: 'auto', outline: 'none' }}
      >
        <OpenPage />
      </AppShell.Main>
      <CommandPalette onLock={lock} />
      <SectionJump />
      <ShortcutsDialog opened={helping} onOpen={help} onClose={() => setHelping(false)} />
    </AppShell>
  );
}

function OpenPage() {
  const { t } = useTranslation('frame');
  const may = useMay();
  const place = usePlace();
  const entry = pageTable[place.page];
  const PageComponent = entry.component;
  if (!may(entry.needs)) return <EmptyState text={t('errors:session.roleMissing')} />;
  return (
    <CrashBoundary key={place.page + (place.params.id ?? '')}>
      <Suspense fallback={<Loading />}>
        <PageComponent params={place.params} />
      </Suspense>
    </CrashBoundary>
  );
}

function skipToContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
