extension Options {
  /// What `--help` prints.
  static let helpText = """
    Measures OrderLedger and its peers on one workload, interleaved, and writes a report.

      bench [run] [--suite NAME,…] [options]
      bench counts [--thresholds FILE] [--update]
      bench plot --results results.json --output DIR

    SUITES
    \(Suite.allCases.map { "  " + pad($0.rawValue, 11) + $0.summary }.joined(separator: "\n"))

    OPTIONS
      --suite NAME,…      what to measure; quick if not given
      --rounds N          how often everyone runs; medians are taken over the rounds
      --orders N          orders of the workload, instead of each suite's own number
      --medium disk,memory
                          only there, instead of each suite's own choice
      --disk-dir DIR      where databases on disk are made and deleted
      --memory-dir DIR    where databases in memory are made and deleted; /dev/shm
      --with-postgresql   PostgreSQL takes part
      --with-python       Python takes part: sqlite3, and SQLAlchemy if it is installed
      --peers-dir DIR     where postgresql/run and python/run are
      --programs DIR      where the built peers are; beside this program
      --tool FILE         the order-ledger tool, for the real year; beside the peers
      --data FILE         the real year: Online Retail as CSV, unpacked
      --full              growth goes on to 1,000,000 orders
      --seed N            seed of the workload; 1
      --output DIR        where results.md, results.json and the plots go
      --thresholds FILE   committed instruction counts
      --update            counts: write what was measured as the new thresholds
      --help              this

    Databases are deleted after each run. Contestants that are not installed are skipped, and the
    report says so.
    """

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
