import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useCommand } from '../../../bridge/commands.ts';
import { dateText, monthText } from '../../../i18n/format.ts';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { IntegerField } from '../../../ui/form/fields.tsx';

const schema = z.strictObject({ days: z.int().min(3, 'field.tooSmall').max(30, 'field.tooBig') });

/** The list of a closed month for the notice board: for how many working days it hangs, then the paper. */
export function BoardListDialog({ month, onClose }: { month: string; onClose(): void }) {
  const { t } = useTranslation('timebankClosing');
  const open = useCommand('documents.open');
  return (
    <CommandDialog
      title={t('months.boardTitle', { month: monthText(month) })}
      submit={t('months.board')}
      done={({ documentId, number, postedTo, calendarKnown }) => {
        void open.run({ id: documentId });
        return t(calendarKnown ? 'months.posted' : 'months.postedUnknown', {
          number,
          to: dateText(postedTo),
        });
      }}
      route="timebank.issueBoardList"
      schema={schema}
      defaults={{ days: 7 }}
      draftKey={`boardList:${month}`}
      input={({ days }) => ({ month, days })}
      size="28rem"
      onClose={onClose}
    >
      <IntegerField
        name="days"
        label={t('months.boardDays')}
        description={t('months.boardDaysHint')}
        min={3}
        max={30}
        required
      />
    </CommandDialog>
  );
}
