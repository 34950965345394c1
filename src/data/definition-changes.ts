/** A change of what is counted or how, written by hand: nothing in the record tells of it. */
export interface DefinitionChange {
  /** Names it for ever: feeds know an entry again by it. */
  id: string;
  /** Day from which pages count so, `YYYY-MM-DD`. */
  day: string;
  what: Record<'en' | 'es', string>;
  why: Record<'en' | 'es', string>;
}

/** Newest first. Whoever changes a definition of a measure, a group of requests or an area adds to it. */
export const definitionChanges: readonly DefinitionChange[] = [
  {
    id: 'first-release',
    day: '2026-11-24',
    what: {
      en: 'The first release. The definitions in force are those on the page “How we count”.',
      es: 'El primer lanzamiento. Las definiciones vigentes son las de la página “Cómo contamos”.',
    },
    why: {
      en: 'From now on, any change to a definition is listed here with its reason, because numbers quoted earlier may then be counted differently.',
      es: 'Desde ahora, cada cambio de una definición se anota aquí con su motivo, porque los números citados antes pueden contarse entonces de otra manera.',
    },
  },
];
