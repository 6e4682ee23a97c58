import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './styles.css';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setNonce } from 'get-nonce';
import { App } from './App.tsx';
import { applyPreferences } from './preferences.ts';
import { Providers } from './Providers.tsx';

// Filled in by the app:// handler, fresh on every load; style elements without it are refused by the policy.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce);
applyPreferences();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers nonce={nonce}>
      <App />
    </Providers>
  </StrictMode>,
);
