import type { Dispatch } from 'react';
import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftLine } from '../sheet-lines.ts';
import type { SheetAction, SheetLines } from '../sheet-state.ts';
import { CodeField } from './CodeField.tsx';
import type { useScan } from './use-scan.ts';

/** The code field above the lines, with how many of the list have come and what to do with those who did not. */
export function ScanBar({
  sheet,
  dispatch,
  scan,
  autoFocus,
  refused,
}: {
  sheet: SheetLines;
  dispatch: Dispatch<SheetAction>;
  scan: ReturnType<typeof useScan>;
  autoFocus: boolean;
  /** Saving was refused because nobody said of some that they came. */
  refused: boolean;
}) {
  const { t } = useTranslation('timebankActivities');
  const { came, open } = presence(sheet.lines);
  return (
    <CodeField hint={t('code.hint')} onCode={scan.onCode} onEmptyEnter={scan.enterLast} autoFocus={autoFocus}>
      <Group gap="sm" mt={4} mb="sm" align="center">
        {came + open > 0 && (
          <Text role="status" fw={600}>
            {t('sheet.progress', { came, all: came + open })}
          </Text>
        )}
        {open > 0 && (
          <>
            <Button
              size="compact-md"
              variant="default"
              onClick={() => dispatch({ type: 'keepCame', newId: crypto.randomUUID() })}
            >
              {t('sheet.keepCame')}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => dispatch({ type: 'allCame' })}>
              {t('sheet.allCame')}
            </Button>
          </>
        )}
        {sheet.dropped && (
          <>
            <Text role="status">{t('sheet.dropped', { n: sheet.dropped.length })}</Text>
            <Button size="compact-md" variant="default" onClick={() => dispatch({ type: 'undoKeep' })}>
              {t('sheet.undoKeep')}
            </Button>
          </>
        )}
      </Group>
      {refused && open > 0 && (
        <Alert color="red" role="alert" mb="sm">
          {t('sheet.unconfirmed', { n: open })}
        </Alert>
      )}
    </CodeField>
  );
}

/** Lines of the list: whose people came, and of whom nobody has said so. */
function presence(lines: readonly DraftLine[]): { came: number; open: number } {
  return {
    came: lines.filter((line) => line.presence === 'came').length,
    open: lines.filter((line) => line.presence === 'planned').length,
  };
}
