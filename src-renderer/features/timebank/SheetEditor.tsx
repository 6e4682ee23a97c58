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
import { SheetHead } from './SheetHead.tsx';
import { SheetLinesEditor, type SaveSheet } from './SheetLinesEditor.tsx';
import { isBlank, newLine } from './sheet-lines.ts';
import { headOf, linesOf, sheetFormSchema } from './sheet-form.ts';

/** Head and lines of one sheet, typed anew or corrected; `onClose` leads back to the sheet as it is on file. */
export function SheetEditor({
  sheet,
  onClose,
}: {
  sheet?: RouteOutput<'timebank.readSheet'>;
  onClose?: () => void;
}) {
  const { t } = useTranslation('timebank');
  const [initial] = useState(() => (sheet ? linesOf(sheet) : [newLine(crypto.randomUUID())]));
  const form = useAppForm(sheetFormSchema, { ...headOf(sheet), lines: initial });
  const draft = useDraft(sheet ? `sheet:${sheet.id}` : 'sheet:new', form, { version: sheet?.version });
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
            <SheetHead onLeave={enterLines} />
          </Section>
          <div ref={lines}>
            <SheetLinesEditor
              form={form}
              restored={draft.restored}
              onSaved={draft.discard}
              saveRef={save}
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
