import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { optionalText } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { RadioGroupField, TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';

interface Props {
  member: { id: string; name: string };
  membership: { version: number };
  /** The last word, after which the applicant is a member. */
  last: boolean;
  onClose(): void;
}

/** First or last look at an application. */
export function ReviewDialog(props: Props) {
  const { t } = useTranslation('timebankMembership');
  return (
    <FormDialog
      opened
      title={t('review.title', { name: props.member.name })}
      size="md"
      onClose={props.onClose}
    >
      <ReviewForm {...props} />
    </FormDialog>
  );
}

const schema = z.strictObject({ decision: z.enum(['pass', 'refuse']), reason: optionalText(300) });

function ReviewForm({ member, membership, last, onClose }: Props) {
  const { t } = useTranslation('timebankMembership');
  const form = useAppForm(schema, { decision: 'pass', reason: '' });
  const draft = useDraft(`review:${member.id}:${membership.version}`, form);
  const review = useCommand('timebank.reviewMember', { form });
  return (
    <AppForm
      form={form}
      label={t('review.title', { name: member.name })}
      onSubmit={async (values) => {
        const saved = await review.run({ id: member.id, version: membership.version, ...values });
        if (!saved) return;
        await draft.discard();
        onClose();
        const { standing } = saved;
        notifyDone(
          t(`review.done.${standing === 'reviewed' || standing === 'active' ? standing : 'refused'}`),
        );
      }}
    >
      <Stack>
        {draft.notice}
        <Text>{t(last ? 'review.last' : 'review.first')}</Text>
        <RadioGroupField
          name="decision"
          label={t('review.decision')}
          choices={(['pass', 'refuse'] as const).map((value) => ({ value, label: t(`review.${value}`) }))}
        />
        <TextArea name="reason" label={t('review.reason')} minRows={2} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={review.pending}>
            {t('step.review')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
