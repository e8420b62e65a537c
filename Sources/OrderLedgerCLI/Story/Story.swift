import OrderLedger

/// The parts of a story, in the order in which a person wants them.
enum StorySection: String, CaseIterable {
  case order = "Order"
  case units = "Units"
  case money = "Money"
  case message = "Message"
}

/// What was written, or would be, as a person wants to read it: what happens to the order, which
/// units move, what becomes of the money, the postings, and who is told.
struct Story {
  private let entries: [Entry]
  private let context: StoryContext

  init(_ entries: [Entry], _ order: OrderState?) {
    self.entries = entries
    context = StoryContext(order)
  }

  /// The story as lines without their breaks.
  func lines(_ style: Style, indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    for section in StorySection.allCases where section != .message {
      lines += paragraph(section, style, margin)
    }
    let postings = PostingTable(entries)
    if !postings.isEmpty {
      lines.append(margin + style("Postings", .bold))
      lines += postings.table.lines(style, indent: indent + 2)
    }
    return lines + paragraph(.message, style, margin)
  }

  private func paragraph(_ section: StorySection, _ style: Style, _ margin: String) -> [String] {
    let sentences = entries.flatMap { entry -> [String] in
      guard let told = entry.sentences(context), told.section == section else { return [] }
      return told.lines
    }
    guard !sentences.isEmpty else { return [] }
    return [margin + style(section.rawValue, .bold)]
      + sentences.map { margin + "  " + $0.printable() }
  }
}

/// Postings in two columns, debit and credit, with their totals.
struct PostingTable {
  private let postings: [Posting]

  init(_ entries: [Entry]) {
    postings = entries.compactMap { entry in
      if case .posting(let posting) = entry { posting } else { nil }
    }
  }

  var isEmpty: Bool { postings.isEmpty }

  var table: Table {
    var table = Table([
      .text("Account"), .text("Title", minimum: 20), .text(""), .figure("Debit"),
      .figure("Credit"),
    ])
    for posting in postings {
      let figure = posting.currency.figure(posting.amount)
      table.row([
        Table.Cell(posting.account.description), Table.Cell(posting.account.code.title),
        Table.Cell(
          posting.currency.code + (posting.phase == .posted ? "" : " " + posting.phase.name)),
        Table.Cell(posting.side == .debit ? figure : ""),
        Table.Cell(posting.side == .credit ? figure : ""),
      ])
    }
    table.rule()
    for total in totals {
      table.row([
        "Total", "",
        Table.Cell(total.currency.code + (total.phase == .posted ? "" : " " + total.phase.name)),
        Table.Cell(total.currency.figure(total.debit)),
        Table.Cell(total.currency.figure(total.credit)),
      ])
    }
    return table
  }

  private struct Total {
    let currency: Currency
    let phase: Posting.Phase
    var debit: Int64 = 0
    var credit: Int64 = 0
  }

  /// By currency; what is posted, what is promised and what is released apart.
  private var totals: [Total] {
    var totals: [Total] = []
    for posting in postings {
      let index =
        totals.firstIndex { $0.currency == posting.currency && $0.phase == posting.phase }
        ?? totals.endIndex
      if index == totals.endIndex {
        totals.append(Total(currency: posting.currency, phase: posting.phase))
      }
      switch posting.side {
      case .debit: totals[index].debit += posting.amount
      case .credit: totals[index].credit += posting.amount
      }
    }
    return totals
  }
}
