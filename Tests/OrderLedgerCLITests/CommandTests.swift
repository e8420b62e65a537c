import Foundation
import Testing

/// Each command on a ledger of its own, as a process.
@Suite struct CommandTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let shows: [String]
    let keys: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ command: String, shows: [String], keys: [String]) {
      arguments = command.split(separator: " ").map(String.init)
      self.shows = shows
      self.keys = keys
    }
  }

  static let cases = [
    Case(
      "orders", shows: ["1002", "cancelled", "refunded", "12.00"], keys: ["orders"]),
    Case(
      "orders --status cancelled --reason inventory --customer bob --sku MUG --text 100",
      shows: ["1002"], keys: ["orders"]),
    Case("orders --limit 1", shows: ["1002", "More: --after"], keys: ["orders", "next"]),
    Case("orders --from 2027-01-01", shows: ["No orders."], keys: ["orders"]),
    Case("orders --owes-refund", shows: ["1001"], keys: ["orders"]),
    Case(
      "show 1001",
      shows: [
        "Order 1001   partially cancelled · paid · unfulfilled", "Placed value               65.00",
        "Value now                  53.00", "Refund owed                12.00", "staff:ann",
        "Note: Ordered one too many", "Why: Customer changed or cancelled the order",
      ], keys: ["order", "lines", "payments", "refunds", "totals", "timeline"]),
    Case("show 1002", shows: ["cancelled · refunded · not needed", "a-1002"], keys: ["attempts"]),
    Case(
      "cancellability 1001", shows: ["can be cancelled", "at most: GBP 53.00"],
      keys: ["cancellable", "lines", "refundable"]),
    Case(
      "cancellability 1002", shows: ["can't be cancelled", "cancelled already"],
      keys: ["blockers"]),
    Case("stock", shows: ["MUG", "TEE", "On hand"], keys: ["stock"]),
    Case("stock MUG", shows: ["MUG", "30.00"], keys: ["stock"]),
    Case(
      "reasons", shows: ["customer", "inventory", "50.0 %", "12.00", "20.00"],
      keys: ["by", "reasons"]),
    Case(
      "reasons --by month --from 2026-01-01 --until 2027-01-01",
      shows: ["Month", "2026-11  customer", "2026-11  inventory"],
      keys: ["from", "until", "reasons"]),
    Case("reasons --by day", shows: ["2026-11-23  customer"], keys: ["reasons"]),
    Case("reasons --until 2026-01-01", shows: ["No cancellations."], keys: ["reasons"]),
    Case("refunds-owed", shows: ["GBP", "32.00", "20.00", "12.00"], keys: ["refunds"]),
    Case("accounts", shows: ["1110:stripe", "Processor clearing", "63.35"], keys: ["accounts"]),
    Case("accounts --order 1001", shows: ["2310", "12.00"], keys: ["accounts"]),
    Case(
      "trial-balance", shows: ["Total", "191.15"], keys: ["accounts", "totals", "balanced"]),
    Case(
      "trial-balance --at 2026-11-23 --effective", shows: ["Total"],
      keys: ["accounts", "totals", "balanced"]),
    Case("accounts --at 2020-01-01", shows: ["Nothing was posted."], keys: ["accounts"]),
    Case("close-period", shows: ["Nothing is closed."], keys: []),
    Case(
      "close-period --through 2026-10-31",
      shows: ["The books are closed through 2026-10-31 23:59:59 UTC"], keys: ["ok", "receipt"]),
    Case(
      "adjust --debit 1010 --credit 1110:stripe --amount 5.00 --currency GBP --reason payout "
        + "--key po1 --order 1001",
      shows: ["1010", "Bank", "1110:stripe", "5.00"], keys: ["ok", "receipt"]),
    Case("journal --limit 2", shows: ["LON opened", "10 × MUG"], keys: ["seq", "receipt"]),
    Case(
      "journal --after 7 --limit 1 --entries", shows: ["reserved → available at LON", "Debit"],
      keys: ["seq"]),
    Case("verify", shows: ["Sound as far as the quick check goes"], keys: ["sound", "head"]),
    Case("verify --full", shows: ["Sound: 11 transactions"], keys: ["sound", "findings"]),
    Case(
      "rebuild", shows: ["11 transactions", "Nothing had to be changed."], keys: ["changedTables"]),
    Case("head", shows: ["Transaction  11", "Hash"], keys: ["seq", "hash", "recordedAt"]),
    Case("doctor", shows: ["SQLite", "11 transactions"], keys: ["sqlite", "store"]),
    Case("init", shows: ["is a ledger already, with 11 journal transactions"], keys: ["hash"]),
    Case(
      "cancel 1001 --line A:1 --reason customer --preview --note x",
      shows: ["nothing is written yet", "1 × MUG: reserved → available at LON"],
      keys: ["ok", "plan"]),
    Case(
      "cancel 1001 --line A:1 --reason damage --refund 1.50 --shipping 2.00 --damaged --notify",
      shows: ["reserved → damaged", "GBP 1.50 goes back to stripe (p1); owed until settled"],
      keys: ["ok", "receipt"]),
    Case(
      "refund 1001 --amount 5.00 --reason priceError", shows: ["GBP 5.00 goes back", "5510"],
      keys: ["ok", "receipt"]),
  ]

  @Test(arguments: cases)
  func `readable by default, JSON on request`(_ test: Case) async throws {
    let sandbox = try await Sandbox.withShop()
    let json = try await Tool.run(test.arguments + ["--json", "--db", sandbox.shop])
    #expect(json.code == 0, "\(json.error)")
    let first = try #require(try json.json().first)
    for key in test.keys { #expect(first[key] != nil, "\(key)") }

    let fresh = try await Sandbox.withShop()
    let text = try await Tool.run(["--db", fresh.shop] + test.arguments)
    #expect(text.code == 0, "\(text.error)")
    #expect(text.error.isEmpty)
    for part in test.shows { #expect(text.output.contains(part), "\(part) in\n\(text.output)") }
    #expect(!text.output.contains("\u{1B}"))
    for line in text.output.split(separator: "\n") where !line.contains(fresh.shop) {
      #expect(line.count <= 110, "\(line)")
    }
  }

  @Test func `reports as JSON have whole minor units`() async throws {
    let sandbox = try await Sandbox.withShop()
    let reasons = try await Tool.run(
      ["--db", sandbox.shop, "reasons", "--by", "month", "--json"])
    #expect(
      reasons.output == """
        {"by":"month","reasons":[\
        {"cancellations":1,"currency":"GBP","period":"2026-11","reason":"customer",\
        "refunded":1200,"units":1,"value":1200,"wholeOrders":0},\
        {"cancellations":1,"currency":"GBP","period":"2026-11","reason":"inventory",\
        "refunded":2000,"units":2,"value":2000,"wholeOrders":1}]}

        """)
    let owed = try await Tool.run(["--db", sandbox.shop, "refunds-owed", "--json"])
    #expect(
      owed.output == """
        {"refunds":[\
        {"currency":"GBP","incurred":3200,"owed":1200,"pending":0,"settled":2000}]}

        """)
  }

  @Test func `a ledger without refunds owes nothing`() async throws {
    let sandbox = try Sandbox()
    #expect(try await Tool.run(["--db", sandbox.path("a"), "init"]).code == 0)
    let owed = try await Tool.run(["--db", sandbox.path("a"), "refunds-owed"])
    #expect(owed.code == 0)
    #expect(owed.output == "No refunds.\n")
  }

  @Test func `the demo says the same every time and ends sound`() async throws {
    let first = try await Tool.run(["demo"])
    let second = try await Tool.run(["demo"])
    #expect(first.code == 0)
    #expect(first.output == second.output)
    #expect(first.output.contains("Sound: 11 transactions"))
    #expect(first.output.contains("GBP 20.00 is back with the customer"))
  }

  @Test func `init makes a ledger, and backup a copy of it`() async throws {
    let sandbox = try Sandbox()
    let made = try await Tool.run(
      ["--db", sandbox.path("new.sqlite"), "init", "--tax-point", "fulfillment"])
    #expect(made.code == 0)
    #expect(made.output.contains("is an empty ledger."))
    let copy = try await Tool.run(
      ["--db", sandbox.path("new.sqlite"), "backup", sandbox.path("copy.sqlite"), "--json"])
    #expect(copy.code == 0)
    let doctor = try await Tool.run(["--db", sandbox.path("copy.sqlite"), "doctor"])
    #expect(doctor.output.contains("Tax point     fulfillment"))
  }

  @Test func `two journals of the same commands are the same but for their times`() async throws {
    let commands = """
      {"command":"openLocation","location":"LON","at":"2026-11-23T10:00:00Z"}
      {"command":"receiveStock","sku":"MUG","location":"LON","quantity":3,"key":"r"}
      """
    var journals: [String] = []
    for _ in 0..<2 {
      let sandbox = try Sandbox()
      #expect(try await Tool.run(["--db", sandbox.path("a"), "init"]).code == 0)
      #expect(try await Tool.run(["--db", sandbox.path("a"), "apply"], input: commands).code == 0)
      let journal = try await Tool.run(
        ["--db", sandbox.path("a"), "journal", "--json", "--reproducible"])
      #expect(try journal.json().count == 2)
      journals.append(journal.output)
    }
    #expect(journals[0] == journals[1])
    #expect(journals[0].contains("2026-11-23T10:00:00Z"))
    #expect(!journals[0].contains("recordedAt"))
  }

  @Test func `a CSV history is imported, and a second time nothing changes`() async throws {
    let sandbox = try Sandbox()
    let csv = try sandbox.write(
      "orders.csv",
      """
      InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
      536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
      C536400,85123A,HOLDER,-2,2010-12-01 09:26:00,2.55,17850,United Kingdom

      """)
    let file = sandbox.path("a.sqlite")
    #expect(try await Tool.run(["--db", file, "init"]).code == 0)
    let arguments = [
      "--db", file, "import", "csv", csv, "--mapping", "online-retail", "--report",
      sandbox.path("report.csv"),
    ]
    let first = try await Tool.run(arguments)
    #expect(first.code == 0, "\(first.error)")
    #expect(first.output.contains("Refunded"))
    let head = try await Tool.run(["--db", file, "head"])
    let second = try await Tool.run(arguments + ["--json"])
    #expect(second.code == 0, "\(second.error)")
    #expect(try second.json().first?["orders"] as? Int == 1)
    #expect(try await Tool.run(["--db", file, "head"]).output == head.output)
  }
}

@Suite struct `A report in the place of what is read` {
  @Test(arguments: ["orders.csv", "mine.json"])
  func `is refused before anything is emptied or made`(report: String) async throws {
    let sandbox = try Sandbox()
    let csv = try sandbox.write("orders.csv", "InvoiceNo\n")
    let ours = try sandbox.write("mine.json", "{}")
    let before = try sandbox.bytes(report)
    let result = try await Tool.run([
      "--db", sandbox.shop, "import", "csv", csv, "--mapping",
      report == "mine.json" ? ours : "online-retail", "--report", sandbox.path(report),
    ])
    #expect(result.code == 64, "\(result.error)")
    #expect(result.error.contains("which it would empty"))
    #expect(try sandbox.bytes(report) == before)
    #expect(!FileManager.default.fileExists(atPath: sandbox.shop))
  }
}

@Suite struct `Posting by hand with the tool` {
  @Test func `adjusted once, reversed once, and told why not twice`() async throws {
    let sandbox = try await Sandbox.withShop()
    let adjust = [
      "--db", sandbox.shop, "adjust", "--debit", "1010", "--credit", "1110:stripe", "--amount",
      "5.00", "--currency", "GBP", "--reason", "payout", "--key", "po1", "--json",
    ]
    let first = try await Tool.run(adjust)
    #expect(first.code == 0, "\(first.error)")
    let seq = try #require(try first.json().first?["seq"] as? Int)
    let again = try await Tool.run(adjust)
    #expect(try again.json().first?["replayed"] as? Bool == true)
    let reverse = ["--db", sandbox.shop, "reverse", "\(seq)", "--reason", "staff"]
    let reversed = try await Tool.run(reverse)
    #expect(reversed.output.contains("Reverses journal transaction \(seq)"), "\(reversed.error)")
    let twice = try await Tool.run(reverse)
    #expect(twice.code == 1)
    #expect(twice.error.contains("reversed already"))
    let order = try await Tool.run(["--db", sandbox.shop, "reverse", "4", "--reason", "staff"])
    #expect(order.code == 1)
  }
}
