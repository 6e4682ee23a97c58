/** Fields that the data of many forms share. What is missing is printed as a blank to fill in by hand. */
import { z } from 'zod';
import { civilDateValue, textValue } from '../../platform/documents/values.ts';
import { partySchema } from './party-data.ts';

export const text = textValue.optional();
export const date = civilDateValue.optional();
export const names = z.array(textValue).default([]);
/** An account of any length; line breaks make paragraphs. */
export const account = z.string().default('');
export const parties = z.array(partySchema).default([]);

/** Every paper of a committee. */
export const paper = {
  /** Full name of the committee. */
  committee: textValue,
  /** Number of the paper or of the case, as the form asks for. */
  number: text,
};

/** When something took place: `14:30` and `16:00` on a day. */
export const time = {
  date,
  from: text,
  to: text,
};

/** Paragraphs repeated from the law or a regional form; the caller takes them from the dated form texts. */
export const texts = z.array(textValue).default([]);
