/// The schema's steps, oldest first, as they stand in the files beside this one.
///
/// A released step is never edited: every file carries the checksums of those applied to it. A test
/// compares this list with the directory.
package enum LedgerMigrations {
  /// One step: its number, its name, and its SQL.
  package struct Step: Sendable {
    package let version: Int
    package let name: String
    package let sql: String

    init(_ version: Int, _ name: String, _ bytes: [UInt8]) {
      self.version = version
      self.name = name
      sql = String(decoding: bytes, as: UTF8.self)
    }
  }

  package static let steps: [Step] = [
    Step(1, "create_journal", PackageResources.V0001__create_journal_sql),
    Step(2, "create_money_entries", PackageResources.V0002__create_money_entries_sql),
    Step(3, "create_projections", PackageResources.V0003__create_projections_sql),
    Step(4, "protect_journal", PackageResources.V0004__protect_journal_sql),
    Step(5, "create_views", PackageResources.V0005__create_views_sql),
    Step(6, "create_periods", PackageResources.V0006__create_periods_sql),
    Step(7, "create_customers", PackageResources.V0007__create_customers_sql),
    Step(8, "create_refund_work", PackageResources.V0008__create_refund_work_sql),
    Step(9, "create_requests", PackageResources.V0009__create_requests_sql),
    Step(10, "create_policies", PackageResources.V0010__create_policies_sql),
    Step(
      11, "create_credits_and_disputes", PackageResources.V0011__create_credits_and_disputes_sql),
    Step(12, "create_presentment", PackageResources.V0012__create_presentment_sql),
    Step(13, "create_returns", PackageResources.V0013__create_returns_sql),
  ]
}
