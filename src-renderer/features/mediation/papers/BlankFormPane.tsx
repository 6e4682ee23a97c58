import { useState } from 'react';
import { Button, Group, NumberInput, Text } from '@mantine/core';
import { IconDeviceFloppy, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FormView } from '../../../../src-main/contract/mediation/papers.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';

const MOST_PARTIES = 12;
const MOST_COPIES = 99;

/** One blank form: how much room it has, what it looks like, saving and printing. */
export function BlankFormPane({ form }: { form: FormView }) {
  const { t } = useTranslation('papers');
  const [parties, setParties] = useState(2);
  const [copies, setCopies] = useState(1);
  const input = { code: form.code, parties: form.manyParties ? parties : 2 };
  const blank = useRoute('mediation.blankForm', input, { keepPrevious: true, staleTime: Infinity });
  const save = useCommand('mediation.saveBlankForm', {
    onDone: ({ savedAs }) => savedAs !== null && notifyDone(t('documents:savedAs', { path: savedAs })),
  });
  const print = useCommand('mediation.printBlankForm', {
    onDone: ({ printed }) => printed && notifyDone(t('documents:printed')),
  });
  return (
    <>
      <Group align="end" gap="sm">
        {form.manyParties && (
          <NumberInput
            label={t('blank.parties')}
            min={2}
            max={MOST_PARTIES}
            clampBehavior="strict"
            allowDecimal={false}
            w="8rem"
            value={parties}
            onChange={(value) => setParties(whole(value, 2, MOST_PARTIES))}
          />
        )}
        <NumberInput
          label={t('blank.copies')}
          min={1}
          max={MOST_COPIES}
          clampBehavior="strict"
          allowDecimal={false}
          w="8rem"
          value={copies}
          onChange={(value) => setCopies(whole(value, 1, MOST_COPIES))}
        />
        <Button
          leftSection={<IconPrinter size="1.125rem" aria-hidden />}
          loading={print.pending}
          onClick={() => void print.run({ ...input, copies })}
        >
          {t('common:action.print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size="1.125rem" aria-hidden />}
          loading={save.pending}
          onClick={() => void save.run(input)}
        >
          {t('common:action.saveAs')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('blank.note')}
      </Text>
      {blank.error ? (
        <ErrorNotice error={blank.error.error} onRetry={() => void blank.refetch()} />
      ) : (
        <PdfViewer pdf={blank.data} loading={blank.isPending} />
      )}
    </>
  );
}

/** What stands in the field while it is being typed may be nothing at all. */
const whole = (value: string | number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.trunc(Number(value)) || least));
