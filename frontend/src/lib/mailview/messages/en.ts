/** About letters as they were made, in English. The other languages have the same keys and {names}. */
const en = {
  ways: 'How to read this message',
  text: 'Text',
  made: 'As it was made',
  held: 'Pictures from elsewhere are not loaded: the sender could see when and where this is read.',
  show: 'Show pictures',
  all: 'Show all',
  less: 'Show less',
  frame: 'The message as {name} made it'
} as const;

export default en;
