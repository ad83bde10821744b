list "intercom_tag" "all" {
  provider = intercom
}
