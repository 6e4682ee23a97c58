import { useCallback, useRef, useState } from 'react';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { navigate } from '../../app/navigation.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { PreparedNotice } from './activities/PreparedNotice.tsx';
import { SheetHead } from './SheetHead.tsx';
import { SheetLinesEditor, type SaveSheet } from './SheetLinesEditor.tsx';
import { isBlank, newLine } from './sheet-lines.ts';
import {
  headOf,
  headOfPrepared,
  lineOfPrepared,
  linesOf,
  sheetFormSchema,
  type SheetSource,
} from './sheet-form.ts';

/** Head and lines of one sheet, typed anew, filled or corrected; `onClose` leads back to the sheet as it is on file. */
export function SheetEditor({
  sheet,
  source,
  onClose,
}: {
  sheet?: RouteOutput<'timebank.readSheet'>;
  source?: SheetSource;
  onClose?: () => void;
}) {
  const { t } = useTranslation('timebank');
  const [initial] = useState(() => firstLines(sheet, source));
  const head = source ? headOfPrepared(source.prepared, source.part) : headOf(sheet);
  const form = useAppForm(sheetFormSchema, { ...head, lines: initial });
  const draft = useDraft(sheet ? `sheet:${sheet.id}` : `sheet:${source?.key ?? 'new'}`, form, {
    version: sheet?.version,
  });
  const [givingUp, setGivingUp] = useState(false);
  const { isDirty } = form.formState;

  // The lines live below, so that a key typed there does not draw the head again; they say how the whole is saved.
  const save = useRef<SaveSheet>(undefined);
  const lines = useRef<HTMLDivElement>(null);
  const enterLines = useCallback(
    () => lines.current?.querySelector<HTMLInputElement>('input[data-cell]')?.focus(),
    [],
  );
  const leave = () => {
    void draft.discard();
    if (onClose) onClose();
    else navigate({ page: 'sheets' });
  };

  return (
    <Page
      title={sheet ? t('sheet.editTitle', { number: sheet.number }) : t('sheet.newTitle')}
      actions={
        <Button variant="default" onClick={() => (isDirty ? setGivingUp(true) : leave())}>
          {t(sheet ? 'sheet.backToView' : 'sheet.giveUp')}
        </Button>
      }
    >
      {draft.notice}
      {source && <PreparedNotice source={source} />}
      {sheet?.state === 'returned' && (
        <Alert color="yellow" title={t('sheet.returnedTitle')}>
          {sheet.returnReason}
        </Alert>
      )}
      <AppForm
        form={form}
        onSubmit={(values) => save.current?.(values)}
        label={t('sheet.formLabel')}
        saveFromAnywhere
      >
        <Stack gap="md">
          <Section title={t('sheet.head')}>
            <SheetHead onLeave={enterLines} scanFirst={source !== undefined} />
          </Section>
          <div ref={lines}>
            <SheetLinesEditor
              form={form}
              restored={draft.restored}
              onSaved={draft.discard}
              saveRef={save}
              scanFirst={source !== undefined}
              {...(sheet ? { sheet } : {})}
              {...(onClose ? { onClose } : {})}
            />
          </div>
        </Stack>
      </AppForm>
      <ConfirmDialog
        opened={givingUp}
        title={t('sheet.giveUpTitle')}
        confirmLabel={t('sheet.giveUp')}
        danger
        onConfirm={leave}
        onClose={() => setGivingUp(false)}
      >
        <Text>
          {t('sheet.giveUpText', { lines: form.getValues('lines').filter((line) => !isBlank(line)).length })}
        </Text>
      </ConfirmDialog>
    </Page>
  );
}

function firstLines(sheet: RouteOutput<'timebank.readSheet'> | undefined, source: SheetSource | undefined) {
  if (sheet) return linesOf(sheet);
  // A further sheet is another paper: the people of the list stand on the first.
  const planned = source?.part === '' ? source.prepared.lines : [];
  return planned.length > 0
    ? planned.map((line) => lineOfPrepared(line, crypto.randomUUID(), 'planned'))
    : [newLine(crypto.randomUUID())];
}
