import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { settlingFields } from '../../../../src-main/contract/timebank/membership.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { RestFields } from './RestFields.tsx';

interface Props {
  member: { id: string; name: string };
  membership: Pick<RouteOutput<'timebank.readMembership'>, 'version' | 'ways' | 'ending'>;
  onClose(): void;
}

/** What was kept, or came in late, on the accounts of somebody whose membership has ended. */
export function SettleDialog(props: Props) {
  const { t } = useTranslation('timebankMembership');
  return (
    <FormDialog
      opened
      title={t('settle.title', { name: props.member.name })}
      size="lg"
      onClose={props.onClose}
    >
      <SettleForm {...props} />
    </FormDialog>
  );
}

function SettleForm({ member, membership, onClose }: Props) {
  const { t } = useTranslation('timebankMembership');
  const { version } = membership;
  const ways = membership.ways[membership.ending ?? 'left'].filter((way) => way !== 'keep');
  const form = useAppForm(settlingFields, {
    ...{ disposal: ways[0] ?? 'donate', heirId: null, proof: '', reason: '' },
  });
  const draft = useDraft(`settling:${member.id}`, form, { version });
  const settle = useCommand('timebank.settleRest', { form, fieldsUnder: 'settling' });
  return (
    <AppForm
      form={form}
      label={t('settle.title', { name: member.name })}
      onSubmit={async (settling) => {
        const heirId = settling.disposal === 'heir' ? settling.heirId : null;
        const saved = await settle.run({ id: member.id, version, settling: { ...settling, heirId } });
        if (!saved) return;
        await draft.discard();
        onClose();
        notifyDone(t('done.settle'));
      }}
    >
      <Stack>
        {draft.notice}
        <RestFields memberId={member.id} ways={ways} />
        <TextArea name="reason" label={t('form.reason')} minRows={2} required />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={settle.pending}>
            {t('settle.submit')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
