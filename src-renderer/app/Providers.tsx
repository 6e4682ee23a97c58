import { useState, type ReactNode } from 'react';
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import '../i18n/index.ts';
import { makeQueryClient } from '../bridge/query-client.ts';
import { SessionProvider } from '../bridge/session.tsx';
import { cssVariables, theme } from './theme.ts';

/** Everything a part of the window needs around it; tests give their own client. */
export function Providers({
  nonce,
  client,
  children,
}: {
  nonce: string;
  client?: QueryClient;
  children: ReactNode;
}) {
  const [own] = useState(() => client ?? makeQueryClient());
  const { i18n } = useTranslation();
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme="light"
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => nonce}
    >
      <DatesProvider settings={{ locale: i18n.language === 'en' ? 'en' : 'zh-cn', firstDayOfWeek: 1 }}>
        <QueryClientProvider client={own}>
          <SessionProvider>
            {children}
            <Notifications position="bottom-left" limit={4} />
          </SessionProvider>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
