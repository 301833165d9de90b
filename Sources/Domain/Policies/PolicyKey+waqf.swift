extension PolicyKey {
  /// Policies of waqf: what holds where a deed is silent, and limits on what deeds say.
  public static let waqf: [PolicyKey] = [
    .share("reserve_bp", "The reserve for maintenance, of the net yield, where the deed says none."),
    .share("nazir_fee_max_bp", "The nāẓir's fee, of the net yield, at most; 0: no fee."),
    PolicyKey("fee_after_maintenance", .flag, "Whether the nāẓir is paid out of what maintenance leaves."),
    PolicyKey("restore_principal", .flag, "Whether yield makes lost principal good, where the deed says nothing."),
    PolicyKey("expert_reports", .integer(0...10), "Expert reports that an exchange of an asset stands on, at least."),
    PolicyKey(
      "istibdal_grounds", .words(IstibdalGrounds.allCases.map(\.rawValue)), "For what an asset may be exchanged."),
    .days("replacement_days", "Days after a sale in which the asset is replaced."),
    PolicyKey("temporary_waqf", .flag, "Whether a waqf may be for a time."),
  ]
}
