resource "intercom_tag" "beta" {
  name = "Beta"
}
