import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../../../src-main/contract/people.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { EndLinkDialog, LinkDialog } from './LinkDialogs.tsx';

/** In the list of accounts: links a mediator with a member of the time bank, or ends the link. */
export function VolunteerButton({ user }: { user: UserView }) {
  const { t } = useTranslation('sessionHours');
  const may = useMay();
  const accounts = useRoute(
    'timebank.listVolunteerMediators',
    {},
    { enabled: may('timebank.linkVolunteer') },
  );
  const [open, setOpen] = useState(false);
  const account = accounts.data?.rows.find(({ userId }) => userId === user.id);
  if (!account) return null;
  const shown = open ? account : undefined;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('links.buttonOf', { name: user.displayName })}
        onClick={() => setOpen(true)}
      >
        {t('links.button')}
      </Button>
      {account.link ? (
        <EndLinkDialog account={shown} onClose={() => setOpen(false)} />
      ) : (
        <LinkDialog account={shown} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
