# Makes golden.tsv beside it: Rscript golden.R > golden.tsv
# glm() is R's own; the penalised fits solve Firth's modified score, their bounds are
# those of the profile by optimize() and uniroot().
options(digits = 15, warn = -1)
series <- list(
  daily     = list(t = 0:27,
                   k = c(0,1,0,2,1,3,2,4,2,5,7,6,9,8,12,11,15,17,16,22,25,24,31,33,40,38,47,52),
                   n = c(80,95,110,60,102,98,77,85,120,99,101,87,93,90,110,88,97,102,84,99,105,91,103,96,108,92,99,104)),
  scattered = list(t = c(0,7,14,21,28,35,42,49),
                   k = c(12,3,30,18,70,41,120,88), n = c(400,380,410,395,420,377,402,391)),
  falling   = list(t = c(19003,19004,19006,19009,19013,19020), k = c(50,44,41,30,22,9), n = c(60,61,62,63,64,65)),
  large     = list(t = 7 * (0:7), k = c(1000,1900,3700,7200,13500,24000,41000,60000), n = rep(100000, 8)),
  two       = list(t = c(0, 7), k = c(12, 40), n = c(100, 120)),
  gaps      = list(t = c(1,2,3,10,11,40), k = c(2,0,1,9,4,30), n = c(20,1,9,40,33,50)))
few <- list(
  zero      = list(t = 0:6, k = rep(0, 7), n = c(30,31,28,40,22,35,33)),
  all       = list(t = 0:6, k = c(3,4,5,6,7,8,9), n = c(3,4,5,6,7,8,9)),
  separated = list(t = 0:7, k = c(0,0,0,0,5,6,5,7), n = c(5,6,7,5,5,6,5,7)),
  one       = list(t = 0:9, k = c(0,0,0,0,0,0,0,0,1,0), n = rep(25, 10)),
  handful   = list(t = 7 * (0:5), k = c(0,0,1,0,2,3), n = c(40,35,50,44,38,41)))
cat("case\tpenalised\tfield\tvalue\n")
say <- function(case, penalised, field, value) cat(case, penalised, field, sprintf("%.15g", value), sep = "\t", fill = FALSE)
row <- function(...) { say(...); cat("\n") }
for (case in names(series)) {
  s <- series[[case]]
  x <- s$t - sum(s$t * s$n) / sum(s$n)
  fit <- glm(cbind(s$k, s$n - s$k) ~ x, family = binomial, control = list(epsilon = 1e-12, maxit = 100))
  row(case, "false", "intercept", coef(fit)[[1]])
  row(case, "false", "slope", coef(fit)[[2]])
  row(case, "false", "slopeError", sqrt(vcov(fit)[2, 2]))
  if (length(s$t) > 2) {
    quasi <- glm(cbind(s$k, s$n - s$k) ~ x, family = quasibinomial, control = list(epsilon = 1e-12, maxit = 100))
    phi <- summary(quasi)$dispersion
    row(case, "false", "dispersion", phi)
    if (phi > 1) {
      error <- summary(quasi)$coefficients[2, 2]
      reach <- qt(0.975, quasi$df.residual) * error
      row(case, "false", "error", error)
      row(case, "false", "lower", coef(quasi)[[2]] - reach)
      row(case, "false", "upper", coef(quasi)[[2]] + reach)
      row(case, "false", "pRise", pt(coef(quasi)[[2]] / error, quasi$df.residual, lower.tail = FALSE))
    } else {
      error <- sqrt(vcov(fit)[2, 2])
      row(case, "false", "lower", coef(fit)[[2]] - qnorm(0.975) * error)
      row(case, "false", "upper", coef(fit)[[2]] + qnorm(0.975) * error)
    }
  }
}
for (case in names(few)) {
  s <- few[[case]]
  x <- s$t - sum(s$t * s$n) / sum(s$n)
  penalised <- function(beta) {
    eta <- beta[1] + beta[2] * x
    p <- plogis(eta); w <- s$n * p * (1 - p)
    -sum(s$k * plogis(eta, log.p = TRUE) + (s$n - s$k) * plogis(-eta, log.p = TRUE)) -
      0.5 * log(sum(w) * sum(w * x^2) - sum(w * x)^2)
  }
  # Firth's modified score with leverages h (Heinze and Schemper 2002), to its zero.
  X <- cbind(1, x)
  beta <- c(qlogis((sum(s$k) + 0.5) / (sum(s$n) + 1)), 0)
  for (i in 1:20000) {
    p <- plogis(drop(X %*% beta)); w <- s$n * p * (1 - p)
    inverse <- solve(t(X) %*% (X * w))
    h <- rowSums((X %*% inverse) * X) * w
    step <- drop(inverse %*% (t(X) %*% (s$k - s$n * p + h * (0.5 - p))))
    beta <- beta + step * min(1, 0.5 / max(abs(step)))
    if (max(abs(step)) < 1e-14) break
  }
  best <- list(par = beta, value = penalised(beta))
  at <- function(b) {
    o <- optimize(function(a) penalised(c(a, b)), c(-60, 60), tol = 1e-12)
    o <- optimize(function(a) penalised(c(a, b)), o$minimum + c(-0.01, 0.01), tol = 1e-13)
    o$objective
  }
  eta <- best$par[1] + best$par[2] * x
  p <- plogis(eta)
  pearson <- sum((s$k - s$n * p)^2 / (s$n * p * (1 - p)))
  phi <- max(1, pearson / (length(x) - 2))
  q <- if (phi > 1) qt(0.975, length(x) - 2) else qnorm(0.975)
  gap <- function(b) 2 * (at(b) - best$value) / phi - q^2
  b <- best$par[2]
  row(case, "true", "slope", b)
  row(case, "true", "dispersion", pearson / (length(x) - 2))
  row(case, "true", "lower", uniroot(gap, c(b - 15, b - 1e-4), tol = 1e-11, extendInt = "no")$root)
  row(case, "true", "upper", uniroot(gap, c(b + 1e-4, b + 15), tol = 1e-11, extendInt = "no")$root)
}
# Between-region spread: restricted likelihood times tau (Chung and others 2013).
b <- c(0.09, 0.12, 0.03, 0.16, 0.07); s <- c(0.01, 0.03, 0.02, 0.09, 0.005)
pool <- function(b, s, case) {
  objective <- function(lt) {
    v <- s^2 + exp(2 * lt); mu <- sum(b / v) / sum(1 / v)
    lt - 0.5 * sum(log(v)) - 0.5 * log(sum(1 / v)) - 0.5 * sum((b - mu)^2 / v)
  }
  lt <- optimize(objective, c(log(1e-5), 0), maximum = TRUE, tol = 1e-12)$maximum
  tau <- exp(lt); v <- s^2 + tau^2; mu <- sum(b / v) / sum(1 / v); lambda <- tau^2 / v
  row(case, "false", "spread", tau)
  row(case, "false", "shared", mu)
  row(case, "false", "sharedError", sqrt(1 / sum(1 / v)))
  for (i in seq_along(b)) {
    row(case, "false", paste0("shrunk", i), lambda[i] * b[i] + (1 - lambda[i]) * mu)
    row(case, "false", paste0("error", i), sqrt(lambda[i] * s[i]^2 + (1 - lambda[i])^2 / sum(1 / v)))
  }
}
pool(b, s, "regions")
pool(c(0.10, 0.101, 0.099), c(0.02, 0.05, 0.03), "alike")
