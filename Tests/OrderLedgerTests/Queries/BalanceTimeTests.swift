import OrderLedgerTesting
import Testing

@testable import OrderLedger

@Suite struct `Balances of another time` {
  struct Key: Hashable {
    let account: Account
    let currency: Currency
  }

  /// What postings add up to, one by one.
  struct Fold {
    var sums: [Key: [Int64]] = [:]

    mutating func add(_ transaction: JournalTransaction) {
      for case .posting(let posting) in transaction.entries {
        var index = posting.side == .debit ? 0 : 1
        if posting.phase != .posted { index += 2 }
        let key = Key(account: posting.account, currency: posting.currency)
        sums[key, default: [0, 0, 0, 0]][index] +=
          posting.phase == .released ? -posting.amount : posting.amount
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `are what a fold over the journal gives, by either time`(seed: UInt64) async throws {
    let shop = try await RandomShop.open(seed: seed, orders: 25)
    let journal = try await shop.ledger.read { snapshot throws(LedgerError) in
      var journal: [JournalTransaction] = []
      try snapshot.forEachTransaction { journal.append($0) }
      return journal
    }
    var random = SplitMix64(state: seed)
    // Instants of transactions, the ones before and after, and some between.
    var times: [Timestamp] = [.epoch]
    for transaction in journal.shuffled(using: &random).prefix(12) {
      for time in [transaction.header.recordedAt, transaction.header.effectiveAt] {
        for step in [-1, 0, 1, .random(in: 0...10_000_000_000, using: &random)] as [Int64] {
          times.append(Timestamp(microseconds: time.microseconds + step))
        }
      }
    }
    for time in times {
      for basis in BalanceTime.allCases {
        var fold = Fold()
        for transaction in journal {
          let header = transaction.header
          if (basis == .recorded ? header.recordedAt : header.effectiveAt) <= time {
            fold.add(transaction)
          }
        }
        // How many transactions are added up at once makes no difference.
        let size = Int64.random(in: 1...Int64(journal.count), using: &random)
        let balance = try await shop.ledger.read { snapshot throws(LedgerError) in
          try TrialBalance(snapshot.accounts(at: time, by: basis, inPartsOf: size))
        }
        var found: [Key: [Int64]] = [:]
        for item in balance.accounts {
          found[Key(account: item.account, currency: item.currency)] = [
            item.debitPosted, item.creditPosted, item.debitPending, item.creditPending,
          ]
        }
        #expect(found == fold.sums, "\(time) \(basis)")
        #expect(found.count == balance.accounts.count)
        #expect(balance.isBalanced)
      }
    }
    let now = try await shop.ledger.trialBalance()
    for basis in BalanceTime.allCases {
      let then = try await shop.ledger.trialBalance(at: Timestamp(microseconds: .max), by: basis)
      #expect(then == now)
    }
    await shop.ledger.close()
  }

  @Test func `of an empty journal are none`() async throws {
    let shop = try await TestLedger()
    for basis in BalanceTime.allCases {
      #expect(try await shop.ledger.accounts(at: .now(), by: basis).isEmpty)
    }
    await shop.close()
  }
}
