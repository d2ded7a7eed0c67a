/** What the pictures of a desk's lists show, in English. The other languages have the same keys. */
const en = {
  'picture.none': 'No picture',
  'picture.box': 'Box',
  'picture.laptop': 'Laptop',
  'picture.monitor': 'Screen',
  'picture.smartphone': 'Mobile phone',
  'picture.printer': 'Printer',
  'picture.app-window': 'Program',
  'picture.key': 'Key',
  'picture.user-plus': 'Somebody joins',
  'picture.user-minus': 'Somebody leaves',
  'picture.mail': 'Mail',
  'picture.wifi': 'Wireless network',
  'picture.wrench': 'Tool',
  'picture.phone': 'Telephone',
  'picture.headphones': 'Headset',
  'picture.network': 'Network',
  'picture.server': 'Server',
  'picture.database': 'Database',
  'picture.globe': 'Globe',
  'picture.shield': 'Shield',
  'picture.file-text': 'Document',
  'picture.credit-card': 'Card',
  'picture.building': 'Building',
  'picture.car': 'Car',
  'picture.book': 'Book',
  'picture.life-buoy': 'Lifebuoy',
  'picture.tag': 'Label',
  'picture.question': 'Question mark'
} as const;

export default en;
