import { Center } from '@mantine/core';
import { useSession } from '../bridge/session.tsx';
import { FirstRunPage } from '../features/people/FirstRunPage.tsx';
import { LockScreen } from '../features/people/LockScreen.tsx';
import { SignInPage } from '../features/people/SignInPage.tsx';
import { ErrorNotice, Loading } from '../ui/states.tsx';
import { Shell } from './Shell.tsx';

/** What the window shows: first run, sign-in, or the desk – locked or not. */
export function App() {
  const session = useSession();
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
  return (
    <>
      <Shell key={session.user.id} />
      {session.state === 'locked' ? <LockScreen /> : null}
    </>
  );
}
