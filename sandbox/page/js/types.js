/**
 * The shapes that travel between the page and the sandbox server. Messages are Bot API objects;
 * only the fields that the page draws are listed.
 *
 * @typedef {{id: number, is_bot: boolean, first_name: string, username?: string}} User
 * @typedef {{type: string, offset: number, length: number, url?: string, language?: string}} Entity
 *   offset and length count UTF-16 units, as JavaScript strings do
 * @typedef {{file_id: string, width: number, height: number, file_size?: number}} PhotoSize
 * @typedef {{file_id: string, file_name?: string, mime_type?: string, file_size?: number}} Attachment
 * @typedef {{text: string, callback_data?: string, url?: string, copy_text?: {text: string},
 *   web_app?: {url: string}, pay?: boolean, style?: string}} InlineButton
 * @typedef {{text: string, request_location?: boolean, request_contact?: boolean, style?: string}} ReplyButton
 * @typedef {{title: string, description: string, currency: string, total_amount: number}} Invoice
 * @typedef {{currency: string, total_amount: number, is_recurring?: boolean, is_first_recurring?: boolean}} Payment
 * @typedef {{keyboard: (ReplyButton|string)[][], one_time_keyboard?: boolean, is_persistent?: boolean,
 *   input_field_placeholder?: string}} ReplyKeyboard
 * @typedef {object} Message
 * @property {number} message_id
 * @property {User} [from]
 * @property {number} date seconds, UTC
 * @property {number} [edit_date]
 * @property {string} [text]
 * @property {Entity[]} [entities]
 * @property {string} [caption]
 * @property {Entity[]} [caption_entities]
 * @property {PhotoSize[]} [photo] smallest first
 * @property {Attachment} [document]
 * @property {Attachment} [voice]
 * @property {Attachment & {emoji?: string}} [sticker]
 * @property {{latitude: number, longitude: number}} [location]
 * @property {Invoice} [invoice]
 * @property {Payment} [successful_payment]
 * @property {Payment} [refunded_payment]
 * @property {Message} [reply_to_message]
 * @property {{inline_keyboard: InlineButton[][]}} [reply_markup]
 *
 * @typedef {{command: string, description: string}} Command
 * @typedef {{id: number, first_name: string, language_code: string, blocked: boolean}} Athlete
 * @typedef {{id: number, username: string, first_name: string}} Bot
 * @typedef {{bot: Bot|null, athletes: Athlete[], clock: {now: number, movable: boolean}}} SandboxState
 * @typedef {object} Snapshot
 * @property {Message[]} messages
 * @property {number[]} paid_invoices ids of messages
 * @property {Command[]} commands
 * @property {ReplyKeyboard|null} reply_keyboard
 * @property {boolean} typing
 * @property {string|null} draft
 * @property {boolean} blocked
 * @property {string} last_event_id where the events go on after this snapshot
 *
 * @typedef {{number: string, says: string}} TestCard
 * @typedef {object} Sheet
 * @property {string} id
 * @property {"open"|"checking"|"challenge"|"failed"|"paid"} state
 * @property {string} error
 * @property {string} title
 * @property {string} description
 * @property {string} currency
 * @property {number} total minor units
 * @property {{label: string, amount: number}[]} prices
 * @property {number|null} subscription_period seconds
 * @property {number|null} balance Stars, where it is paid with them
 * @property {number|null} paid_at seconds, UTC
 * @property {TestCard[]} test_cards
 * @typedef {{id: string, title: string, price: number, paid_until: number, renews: boolean, cancelled_by_bot: boolean}} Subscription
 * @typedef {{balance: number, subscriptions: Subscription[]}} Purse
 *
 * @typedef {{type: string, message?: Message, message_id?: number, action?: string, text?: string,
 *   callback_query_id?: string, show_alert?: boolean, url?: string, commands?: Command[],
 *   reaction?: {type: string, emoji?: string}[], reply_keyboard?: ReplyKeyboard|null}} ServerEvent
 */

export {};
