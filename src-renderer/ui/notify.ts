import { notifications } from '@mantine/notifications';
import type { CallError } from '../../src-main/contract/errors.ts';
import { errorMessage } from '../i18n/messages.ts';
import { i18n } from '../i18n/index.ts';

/** Says that something was done; goes away by itself. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 6_000, closeButtonProps: close() });
}

/** Shows a refusal in words; stays until it is closed, nobody reads an error within four seconds. */
export function notifyError(error: CallError): void {
  notifications.hide(`error-${error.code}`);
  notifications.show({
    id: `error-${error.code}`,
    title: i18n.t('common:state.refused'),
    message: errorMessage(error),
    color: 'red',
    autoClose: false,
    role: 'alert',
    closeButtonProps: close(),
  });
}

const close = () => ({ 'aria-label': i18n.t('common:action.close') });
