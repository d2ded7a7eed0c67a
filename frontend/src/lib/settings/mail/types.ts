/** Short names for the API's shapes of mail settings. */
import type { components } from '#lib/api/schema.d.ts';

type Schemas = components['schemas'];

export type LetterKind = Schemas['LetterKind'];
export type Template = Required<Schemas['TemplateBody']>;
export type LettersView = Schemas['TemplatesView'];
export type Letters = LettersView['letters'];
export type LetterAsked = Schemas['PreviewInput'];
export type Preview = Schemas['Preview'];
export type SenderRules = Schemas['SenderRulesView'];
export type Unreachable = Schemas['UnreachableAddress'];
