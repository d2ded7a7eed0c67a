/** Where the file of pictures is (tools/picture-sheet.ts). */
declare module 'virtual:picture-sheet' {
  const address: string;
  export default address;
}
