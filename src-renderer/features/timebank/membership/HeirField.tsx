import { useState } from 'react';
import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { HeirView } from '../../../../src-main/contract/timebank/membership-values.ts';
import { useMay } from '../../../bridge/session.tsx';
import { errorMessage } from '../../../i18n/messages.ts';
import { useField } from '../../../ui/form/field.ts';
import { TextField } from '../../../ui/form/fields.tsx';
import { RelationDialog } from '../circle/RelationDialog.tsx';
import { useCircleText } from '../circle/use-circle-text.ts';
import { MemberField } from '../MemberField.tsx';

interface Props {
  memberId: string;
  preview: Pick<RouteOutput<'timebank.previewEnding'>, 'heirs' | 'anybody'>;
}

/** Who gets the rest: the persons of the proven circle, those whom the rule leaves out with the reason; over `heirId`, `proof`. */
export function HeirField({ memberId, preview }: Props) {
  const { t } = useTranslation('timebankMembership');
  const may = useMay();
  const [recording, setRecording] = useState(false);
  const { value, set, error, onBlur, name } = useField<string | null>('heirId');
  const { heirs, anybody } = preview;
  const open = heirs.some(({ refusal }) => refusal === null);
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('form.heir')}
        description={t('heir.about')}
        labelProps={{ 'data-star': true }}
        name={name}
        value={value ?? ''}
        onChange={set}
        onBlur={onBlur}
        error={error}
      >
        <Stack gap="xs" mt={6}>
          {heirs.map((heir) => (
            <HeirChoice key={heir.relationId} heir={heir} />
          ))}
        </Stack>
      </Radio.Group>
      {!open && !anybody && (
        <Text size="sm" role="status">
          {t('heir.none')}
        </Text>
      )}
      {may('timebank.recordRelation') && (
        <Group>
          <Button size="compact-sm" variant="default" onClick={() => setRecording(true)}>
            {t('heir.record')}
          </Button>
        </Group>
      )}
      {anybody && (
        <>
          <Text size="sm">{t('heir.anybody')}</Text>
          <MemberField name="heirId" label={t('heir.somebody')} emptyValue={null} />
        </>
      )}
      <TextField name="proof" label={t('form.proof')} placeholder={t('form.proofHint')} />
      {recording && <RelationDialog memberId={memberId} onClose={() => setRecording(false)} />}
    </Stack>
  );
}

function HeirChoice({ heir }: { heir: HeirView }) {
  const { t } = useTranslation('timebankMembership');
  const { termText } = useCircleText();
  const proven = t('heir.proven', {
    relation: t(`timebankCircle:relation.${heir.relation}`),
    proof: [t(`timebankCircle:proof.${heir.proofKind}`), heir.proofNote].filter(Boolean).join(' '),
    term: termText({ ...heir, endedOn: null, endReason: '' }),
  });
  const why = heir.refusal === null ? '' : errorMessage({ code: heir.refusal, message: '' });
  return (
    <Radio
      value={heir.id}
      label={`${heir.name}（${heir.volunteerNumber}）`}
      description={[proven, why].filter(Boolean).join(' · ')}
      disabled={heir.refusal !== null}
    />
  );
}
