import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { endingFields } from '../../../../src-main/contract/timebank/membership.ts';
import { endingKinds } from '../../../../src-main/contract/timebank/membership-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { RadioGroupField, TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { RestFields } from './RestFields.tsx';

interface Props {
  member: { id: string; name: string };
  membership: Pick<RouteOutput<'timebank.readMembership'>, 'version' | 'ways'>;
  onClose(): void;
}

/** Moved away, left or died: what becomes of the rest is chosen and shown before anything is booked. */
export function EndDialog(props: Props) {
  const { t } = useTranslation('timebankMembership');
  return (
    <FormDialog opened title={t('end.title', { name: props.member.name })} size="lg" onClose={props.onClose}>
      <EndForm {...props} />
    </FormDialog>
  );
}

function EndForm({ member, membership, onClose }: Props) {
  const { t } = useTranslation('timebankMembership');
  const { ways, version } = membership;
  const form = useAppForm(endingFields, {
    ...{ kind: 'left', onDay: todayText(), disposal: ways.left[0] ?? 'keep', heirId: null },
    ...{ proof: '', reason: '' },
  });
  const draft = useDraft(`ending:${member.id}`, form, { version });
  const end = useCommand('timebank.endMember', { form, fieldsUnder: 'ending' });
  const kind = form.watch('kind');
  return (
    <AppForm
      form={form}
      label={t('end.title', { name: member.name })}
      onSubmit={async (ending) => {
        const heirId = ending.disposal === 'heir' ? ending.heirId : null;
        const saved = await end.run({ id: member.id, version, ending: { ...ending, heirId } });
        if (!saved) return;
        await draft.discard();
        onClose();
        notifyDone(t('done.end'));
      }}
    >
      <Stack>
        {draft.notice}
        <RadioGroupField
          name="kind"
          label={t('end.kind')}
          choices={endingKinds.map((value) => ({ value, label: t(`ending.${value}`) }))}
        />
        <DateField
          name="onDay"
          label={t('end.onDay')}
          description={t('end.onDayHint')}
          emptyValue=""
          required
        />
        <RestFields memberId={member.id} ways={ways[kind]} />
        <TextArea name="reason" label={t('form.reason')} minRows={2} required />
        <Text size="sm">{t('end.final')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" color="red" loading={end.pending}>
            {t('end.submit')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
