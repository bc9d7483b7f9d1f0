import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { sessionQuery } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { AppFrame } from './app-frame.tsx';

const SetupScreen = lazy(() => import('#renderer/features/setup/setup.screen.tsx'));
const SignInScreen = lazy(() => import('#renderer/features/sign-in/sign-in.screen.tsx'));
const InvitationScreen = lazy(() => import('#renderer/features/sign-in/invitation.screen.tsx'));

const Waiting = () => (
  <Center h="100%">
    <Loader />
  </Center>
);

/** Decides what somebody sees who has just come: the first-run wizard, the door, or the console. */
export function Gate() {
  return (
    <Suspense fallback={<Waiting />}>
      <Door />
    </Suspense>
  );
}

function Door() {
  const [path] = useLocation();
  const status = useQuery(api.account.setupStatus.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const session = useQuery({ ...sessionQuery, enabled: status.data?.state === 'ready' });
  const failed = status.error ?? session.error;
  if (failed) return <ErrorState error={failed} onRetry={() => void (status.error ? status : session).refetch()} />;
  if (!status.data) return <Waiting />;
  if (status.data.state === 'needs_setup') return <SetupScreen />;
  if (path === '/invite') return <InvitationScreen />;
  if (session.data === undefined) return <Waiting />;
  if (session.data === null) return <SignInScreen />;
  if (path === '/setup') return <SetupScreen />;
  return <AppFrame session={session.data} />;
}
