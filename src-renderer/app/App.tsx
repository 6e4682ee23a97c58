import { useEffect, useState } from 'react';
import { Center } from '@mantine/core';
import { useSession } from '../bridge/session.tsx';
import { FirstRunPage } from '../features/people/FirstRunPage.tsx';
import { LockScreen } from '../features/people/LockScreen.tsx';
import { SignInPage } from '../features/people/SignInPage.tsx';
import { ErrorNotice, Loading } from '../ui/states.tsx';
import { navigate } from './navigation.ts';
import { Shell } from './Shell.tsx';

/** What the window shows: first run, sign-in, or the desk – locked or not. */
export function App() {
  const session = useSession();
  const isElsewhere = useOwnPlace(session.user?.id);
  if (session.state === 'unknown') {
    return (
      <Center mih="100vh" p="xl">
        {session.failure ? (
          <ErrorNotice error={session.failure.error} onRetry={session.reload} />
        ) : (
          <Loading />
        )}
      </Center>
    );
  }
  if (!session.initialised) return <FirstRunPage />;
  if (session.state === 'none' || session.user === null) return <SignInPage />;
  if (isElsewhere) return null;
  return (
    <>
      <Shell key={session.user.id} />
      {session.state === 'locked' ? <LockScreen /> : null}
    </>
  );
}

/**
 * Another account starts on the workbench, which every role may see, not on the page that the last one left open. Who
 * comes back finds his own page again. True for the moment before the window is there.
 */
function useOwnPlace(userId: string | undefined): boolean {
  const [owner, setOwner] = useState(userId);
  const isOther = owner !== undefined && userId !== undefined && owner !== userId;
  useEffect(() => {
    if (userId === undefined) return;
    if (isOther) navigate({ page: 'workbench', replace: true });
    setOwner(userId);
  }, [userId, isOther]);
  return isOther;
}
