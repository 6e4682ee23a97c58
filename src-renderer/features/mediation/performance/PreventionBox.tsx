import { useState } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Prevention } from '../../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { PreventionFields, preventionForm, preventionOfForm, preventionToForm } from './PreventionFields.tsx';

const schema = z.object({ prevention: preventionForm });

/** What a case that is over was counted to have prevented; heard of later, it is corrected here. */
export function PreventionBox({ view }: { view: CaseView }) {
  const { t } = useTranslation('performance');
  const may = useMay();
  const { data } = useRoute('mediation.readPerformance', { caseId: view.id });
  const [correcting, setCorrecting] = useState(false);
  if (!data || (view.stage !== 'closed' && view.stage !== 'terminated')) return null;
  const lines = data.prevention.map(({ kind, cases, persons }) =>
    t('closing.countedLine', { kind: t(`closing.kinds.${kind}`), cases, persons }),
  );
  return (
    <Group gap="0.25rem 0.75rem" mt="xs">
      <Text>
        {t('closing.counted')}
        {t('common:form.colon')}
        {lines.length === 0 ? t('closing.countedNone') : lines.join(' · ')}
      </Text>
      {may('mediation.correctPrevention') ? (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPencil size="1rem" aria-hidden />}
          onClick={() => setCorrecting(true)}
        >
          {t('closing.correct')}
        </Button>
      ) : null}
      {correcting ? (
        <CorrectDialog view={view} known={data.prevention} onClose={() => setCorrecting(false)} />
      ) : null}
    </Group>
  );
}

interface CorrectDialogProps {
  view: CaseView;
  known: readonly Prevention[];
  onClose(): void;
}

function CorrectDialog({ view, known, onClose }: CorrectDialogProps) {
  const { t } = useTranslation('performance');
  return (
    <CommandDialog
      title={t('closing.correct')}
      submit={t('common:action.save')}
      done={t('closing.corrected')}
      route="mediation.correctPrevention"
      schema={schema}
      defaults={{ prevention: preventionToForm(known) }}
      draftKey={`prevention:${view.id}`}
      version={view.version}
      input={({ prevention }) => ({
        caseId: view.id,
        version: view.version,
        prevention: preventionOfForm(prevention),
      })}
      onClose={onClose}
    >
      <PreventionFields />
    </CommandDialog>
  );
}
