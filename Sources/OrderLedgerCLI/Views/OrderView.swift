import OrderLedger

/// An order and its timeline as JSON: the order's own view, and `timeline` beside it.
struct OrderView: JSONLine {
  private struct Event: Encodable {
    let seq: Int64
    let recordedAt: String
    let effectiveAt: String
    let command: String
    let actor: String?
    let document: String?
    let reason: String?
    let note: String?
    let noteErasedBy: Int64?
    let text: String

    init(_ item: TimelineItem, _ context: StoryContext) {
      let header = item.transaction.header
      seq = header.sequence
      recordedAt = header.recordedAt.description
      effectiveAt = header.effectiveAt.description
      command = header.command
      actor = header.actor?.text
      document = header.document
      reason = header.reason?.text
      note = item.note
      noteErasedBy = item.noteErasedBy
      text = item.transaction.headline(context)
    }
  }

  private enum CodingKeys: String, CodingKey { case timeline }

  private let order: OrderState
  private let timeline: [Event]

  init(_ page: OrderPageContent) {
    order = page.order
    let context = StoryContext(page.order)
    timeline = page.timeline.map { Event($0, context) }
  }

  func encode(to encoder: any Encoder) throws {
    try order.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(timeline, forKey: .timeline)
  }
}
