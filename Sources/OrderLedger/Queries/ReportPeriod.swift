/// How the days of a report are put together.
public enum ReportPeriod: String, Sendable, Hashable, CaseIterable {
  /// Each day in UTC on its own.
  case day
  /// The days of a month in UTC together.
  case month
  /// All days that were asked for together.
  case total
}
