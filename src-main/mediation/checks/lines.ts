import type { Finding } from '../../contract/mediation.ts';
import { remark } from '../findings.ts';
import type { CheckInput } from './input.ts';
import { wordsOf } from './input.ts';

const MEDICAL_39 = '医疗纠纷预防和处理条例 art. 39';

/** Rules of special lines and of single regions. */
export function checkLines(input: CheckInput): Finding[] {
  return [...checkMedical(input), ...checkOralForm(input)];
}

/** A medical dispute needs the written form, and the parties must be told of judicial confirmation. */
function checkMedical(input: CheckInput): Finding[] {
  if (input.disputeType !== 'medical') return [];
  const { agreement } = input;
  if (agreement.form === 'oral') return [remark('error', 'medicalMustBeWritten', 'form', MEDICAL_39)];
  const text = [agreement.performance, ...agreement.clauses.map((clause) => clause.text)].join('\n');
  const told = wordsOf(input, 'judicialConfirmation').some((word) => text.includes(word));
  return told ? [] : [remark('warning', 'medicalConfirmationNotTold', 'performance', MEDICAL_39)];
}

/** Some regions ask for the written form where not all is performed at once; in force only where their data says so. */
function checkOralForm(input: CheckInput): Finding[] {
  const { agreement } = input;
  const rule = input.terms.find((term) => term.code === 'localRule.writtenWhenPerformedLater');
  if (!rule || agreement.form !== 'oral' || agreement.concludedOn === null) return [];
  const reached = agreement.concludedOn;
  const later = agreement.clauses.findIndex((clause) =>
    [clause.dueOn, ...clause.instalments.map((one) => one.dueOn)].some(
      (due) => due !== null && due > reached,
    ),
  );
  return later === -1
    ? []
    : [remark('hint', 'oralLaterPerformance', 'form', rule.source, { clause: later + 1 })];
}
